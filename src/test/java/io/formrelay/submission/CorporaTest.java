package io.formrelay.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Public collections of hostile input; a clone that lacks them passes these tests over. */
class CorporaTest {

  private static final Path CORPORA = Path.of("../shared/test-corpora");

  @BeforeAll
  static void needsTheCorpora() {
    assumeTrue(Files.isDirectory(CORPORA), CORPORA + " is not there");
  }

  @Test
  void everyTextThatIsNotJsonIsUnreadable() throws IOException {
    for (Path file : files("n_")) {
      byte[] text = Files.readAllBytes(file);
      assertThrows(
          UnreadableSubmissionException.class, () -> Reading.READER.read(text), file.toString());
    }
  }

  @Test
  void noTextAtAllCausesAnythingButTheTwoKindsOfRefusal() throws IOException {
    for (Path file : files("")) {
      byte[] text = Files.readAllBytes(file);
      Exception refused =
          assertThrows(Exception.class, () -> Reading.READER.read(text), file.toString());
      assertTrue(
          refused instanceof UnreadableSubmissionException
              || refused instanceof InvalidSubmissionException,
          () -> file + " caused " + refused);
    }
  }

  @Test
  void everyTextThatIsJsonIsReadButForNamesGivenTwice() throws IOException {
    for (Path file : files("y_")) {
      byte[] text = Files.readAllBytes(file);
      Class<? extends Exception> expected =
          file.getFileName().toString().startsWith("y_object_duplicated_key")
              ? UnreadableSubmissionException.class
              : InvalidSubmissionException.class;
      assertThrows(expected, () -> Reading.READER.read(text), file.toString());
    }
  }

  @Test
  void everyNaughtyStringPassesTrimmedInNfcOrIsRefusedNamingTheField() throws IOException {
    JsonNode strings = Reading.json(Files.readString(CORPORA.resolve("naughty-strings/blns.json")));
    int passed = 0;
    for (JsonNode string : strings) {
      ObjectNode document = JsonNodeFactory.instance.objectNode().put("DeviceCount", 1);
      document.set("CustomerAddress", string);
      try {
        String kept = Reading.READER.read(document).fields().path("CustomerAddress").asText();
        assertTrue(Normalizer.isNormalized(kept, Normalizer.Form.NFC), kept);
        assertTrue(
            Normalizer.normalize(string.textValue(), Normalizer.Form.NFC).contains(kept), kept);
        assertEquals(kept.strip(), kept);
        passed++;
      } catch (InvalidSubmissionException refused) {
        assertEquals(
            List.of("CustomerAddress"),
            refused.errors(Locale.ENGLISH).stream().map(FieldError::field).toList());
      }
    }
    assertTrue(passed > 500, passed + " of " + strings.size());
  }

  @Test
  void everyNaughtyStringInEveryFieldIsTakenOrRefusedNamingIt() throws IOException {
    JsonNode strings = Reading.json(Files.readString(CORPORA.resolve("naughty-strings/blns.json")));
    for (JsonNode string : strings) {
      for (String name : Reading.SCHEMA.names()) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("DeviceCount", 1).put("CustomerCode", "C").set(name, string);
        try {
          Reading.READER.read(document);
        } catch (InvalidSubmissionException refused) {
          assertEquals(
              List.of(name),
              refused.errors(Locale.ENGLISH).stream().map(FieldError::field).distinct().toList());
        }
      }
    }
  }

  private static List<Path> files(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(CORPORA.resolve("json-test-suite"))) {
      List<Path> files =
          all.filter(file -> file.getFileName().toString().startsWith(prefix))
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .toList();
      assertFalse(files.isEmpty());
      return files;
    }
  }
}
