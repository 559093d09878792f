package io.formrelay.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** What holds of every submission, whoever makes it up. */
class SubmissionFuzzTest {

  private final SubmissionParser parser = new SubmissionParser();

  @Provide
  Arbitrary<ObjectNode> documents() {
    return MadeUp.documents();
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return MadeUp.values();
  }

  /** JSON with some of its bytes changed, left out or put in. */
  @Provide
  Arbitrary<byte[]> broken() {
    return MadeUp.values()
        .map(value -> value.toString().getBytes(StandardCharsets.UTF_8))
        .flatMap(
            json ->
                Arbitraries.integers()
                    .between(0, json.length)
                    .flatMap(
                        at ->
                            Arbitraries.bytes()
                                .array(byte[].class)
                                .ofMaxSize(4)
                                .map(bytes -> spliced(json, at, bytes))));
  }

  private static byte[] spliced(byte[] json, int at, byte[] bytes) {
    int rest = Math.min(json.length, at + bytes.length / 2);
    byte[] spliced = new byte[at + bytes.length + json.length - rest];
    System.arraycopy(json, 0, spliced, 0, at);
    System.arraycopy(bytes, 0, spliced, at, bytes.length);
    System.arraycopy(json, rest, spliced, at + bytes.length, json.length - rest);
    return spliced;
  }

  @Property
  void bytesOfAnyKindAreReadOrRefusedInOneOfTwoWays(@ForAll @Size(max = 200) byte[] bytes) {
    readOrRefused(bytes);
  }

  @Property
  void brokenJsonIsReadOrRefusedInOneOfTwoWays(@ForAll("broken") byte[] bytes) {
    readOrRefused(bytes);
  }

  private static void readOrRefused(byte[] bytes) {
    try {
      Reading.READER.read(bytes);
    } catch (UnreadableSubmissionException refused) {
      assertTrue(refused.line() >= 1 && refused.column() >= 1, refused.getMessage());
      assertFalse(refused.message(Locale.ENGLISH).isBlank());
    } catch (InvalidSubmissionException refused) {
      assertFalse(refused.errors(Locale.ENGLISH).isEmpty());
    }
  }

  @Property
  void whatIsJsonIsReadAsItStandsUnlessANumberIsTooLong(@ForAll("values") JsonNode value) {
    byte[] json = value.toString().getBytes(StandardCharsets.UTF_8);
    try {
      assertEquals(new String(json, StandardCharsets.UTF_8), parser.parse(json).toString());
    } catch (UnreadableSubmissionException tooLong) {
      assertTrue(json.length > 100, value::toString);
    }
  }

  @Property
  void readingWhatWasReadGivesTheSameAgain(@ForAll("documents") ObjectNode document) {
    ReadSubmission once = readOrNull(document);
    if (once == null) {
      return;
    }
    ReadSubmission again = readOrNull(once.fields());
    assertEquals(once.fields(), again.fields());
    assertEquals(once.targets(), again.targets());
    assertEquals(once.fingerprint(), again.fingerprint());
    assertEquals(once.submissionId(), again.submissionId());
  }

  @Property
  void whatIsAcceptedHasKnownFieldsAndNothingThatCannotBeSent(
      @ForAll("documents") ObjectNode document) {
    ReadSubmission read = readOrNull(document);
    Statistics.label("accepted")
        .collect(read != null)
        .coverage(made -> made.check(true).percentage(share -> share > 5));
    if (read == null) {
      return;
    }
    assertFalse(read.targets().isEmpty());
    for (Map.Entry<String, JsonNode> field : read.fields().properties()) {
      assertTrue(Reading.SCHEMA.names().contains(field.getKey()), field::getKey);
      assertFalse(field.getValue().isNull() || field.getValue().isObject(), field::toString);
      Iterable<JsonNode> parts =
          field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
      for (JsonNode part : parts) {
        assertFalse(part.asText().isBlank(), field::toString);
        assertTrue(isSendable(part.asText()), field::toString);
      }
    }
    if (read.submissionId() != null) {
      assertTrue(read.submissionId().matches("[A-Za-z0-9_-]{1,64}"), read.submissionId());
    }
  }

  private static boolean isSendable(String text) {
    String back = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return back.equals(text)
        && text.chars()
            .noneMatch(each -> Character.isISOControl(each) && "\t\r\n".indexOf(each) < 0);
  }

  @Property
  void whatIsRefusedNamesItsFieldsOnceAndShortlyInBothLanguages(
      @ForAll("documents") ObjectNode document) {
    try {
      Reading.READER.read(document);
    } catch (InvalidSubmissionException refused) {
      List<FieldError> english = refused.errors(Locale.ENGLISH);
      List<FieldError> turkish = refused.errors(AcceptLanguage.TURKISH);
      assertEquals(english.size(), turkish.size());
      for (FieldError error : english) {
        assertTrue(error.field().length() <= 200, error::toString);
        assertTrue(error.message().length() <= 500, error::toString);
        assertTrue(isSendable(error.field()), error::toString);
      }
    }
  }

  @Property
  void aFormOfAnyNamesAndValuesIsReadOrRefused(
      @ForAll Map<String, @Size(max = 3) List<String>> form) {
    try {
      Reading.READER.read(parser.parseForm(form));
    } catch (InvalidSubmissionException refused) {
      assertFalse(refused.errors(Locale.ENGLISH).isEmpty());
    }
  }

  private static ReadSubmission readOrNull(ObjectNode document) {
    try {
      return Reading.READER.read(document.deepCopy());
    } catch (InvalidSubmissionException refused) {
      return null;
    }
  }
}
