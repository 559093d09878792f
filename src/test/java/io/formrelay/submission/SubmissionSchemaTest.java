package io.formrelay.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionSchemaTest {

  private static final Path SHIPPED = Path.of("config/submission.schema.json");

  @TempDir Path folder;

  @Test
  void theFieldsAreTheUnionOfBothPartnersFieldsAndTheRelaysOwn() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                ("DealerCompanyName DealerContactPerson DealerMobilePhone DealerWorkPhone DealerEmail"
                        + " CustomerCompanyName CustomerFullName CustomerMobilePhone CustomerWorkPhone"
                        + " CustomerEmail CustomerCity CustomerDistrict CustomerAddress"
                        + " ProductNameList ProductGroupName ProductSerialNumberList DeviceCount"
                        + " DealerCustomerId CustomerCode Password FirstName LastName Gender"
                        + " BirthDate GsmNumber Email Address SubmissionId Targets")
                    .split(" "))),
        new TreeSet<>(Reading.SCHEMA.names()));
  }

  @Test
  void thePasswordIsTheOneFieldThatIsMasked() {
    assertEquals(Set.of("Password"), Reading.SCHEMA.writeOnly());
  }

  @Test
  void everyFieldIsExplainedInBothLanguages() throws IOException {
    for (JsonNode property : Reading.json(Files.readString(SHIPPED)).path("properties")) {
      for (String keyword :
          List.of("title", "description", "x-title-tr", "x-description-tr", "x-group")) {
        assertFalse(property.path(keyword).asText().isBlank(), property + " has " + keyword);
      }
    }
  }

  @Test
  void theExamplesOfTheSchemaAreValidAsTheyStand() throws Exception {
    for (JsonNode example : Reading.json(Files.readString(SHIPPED)).path("examples")) {
      assertEquals(example, Reading.json(Reading.READER.read(example).fields().toString()));
    }
  }

  @Test
  void bothLanguagesHaveWordsForTheSameThings() throws IOException {
    assertEquals(words("tr").keySet(), words("en").keySet());
    for (Map.Entry<Object, Object> each : words("tr").entrySet()) {
      assertFalse(each.getValue().toString().isBlank(), each.getKey().toString());
      assertEquals(
          each.getValue().toString().contains("{0}"),
          words("en").get(each.getKey()).toString().contains("{0}"),
          each.getKey().toString());
    }
  }

  @Test
  void aThirdPartnerIsAddedByThisFileAlone() throws Exception {
    SubmissionReader reader =
        reader(
            Files.readString(SHIPPED)
                .replaceFirst(
                    "\"DealerCompanyName\": \\{",
                    """
                    "AcmePhone": {
                      "x-group": "acme", "x-target": "acme", "\\$ref": "#/\\$defs/phone",
                      "x-derived-from": {"fields": ["CustomerMobilePhone"], "take": "all"}
                    },
                    "AcmeCode": {
                      "x-group": "acme", "x-target": "acme", "type": "string",
                      "pattern": "^A[0-9]+\\$", "examples": ["A1"]
                    },
                    "DealerCompanyName": {"""));

    ReadSubmission read =
        reader.read(
            utf8(
                "{\"AcmeCode\": \"A7\", \"DeviceCount\": 1, \"CustomerMobilePhone\": \"05301231212\"}"));

    assertEquals(List.of("acme", "licrus"), read.targets());
    assertEquals("5301231212", read.fields().path("AcmePhone").textValue());
    InvalidSubmissionException refused =
        assertThrows(
            InvalidSubmissionException.class, () -> reader.read(utf8("{\"AcmeCode\": \"B7\"}")));
    assertEquals(
        List.of(new FieldError("AcmeCode", "Has the wrong format; an example is A1.")),
        refused.errors(Locale.ENGLISH));
  }

  @Test
  void aMistypedKeywordStopsTheStart() throws IOException {
    String schema = Files.readString(SHIPPED).replaceFirst("\"maxLength\"", "\"maxLenght\"");

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> reader(schema));
    assertEquals("the submission schema has no keyword maxLenght", refused.getMessage());
  }

  @Test
  void aSenselessExtensionStopsTheStartNamingFileAndField() throws IOException {
    String schema =
        Files.readString(SHIPPED).replaceFirst("\"x-kind\": \"choice\"", "\"x-kind\": \"choise\"");

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> reader(schema));
    assertEquals(
        folder.resolve("submission.schema.json") + ": Gender: there is no x-kind choise",
        refused.getMessage());
  }

  @Test
  void aFileThatIsMissingOrNoJsonStopsTheStartNamingIt() throws IOException {
    Path missing = folder.resolve("missing.json");
    assertEquals(
        missing + ": there is no such file",
        assertThrows(IllegalArgumentException.class, () -> SubmissionSchema.load(missing))
            .getMessage());
    IllegalArgumentException broken =
        assertThrows(IllegalArgumentException.class, () -> reader("{\"properties\": {"));
    assertEquals(1, broken.getMessage().lines().count());
  }

  private SubmissionReader reader(String schema) throws IOException {
    Path file = folder.resolve("submission.schema.json");
    Files.writeString(file, schema);
    KnownTargets known = new KnownTargets(List.of("licrus", "moka", "acme"), List.of());
    return new SubmissionReader(SubmissionSchema.load(file), known, Reading.NOON);
  }

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    try (InputStream file =
        Messages.class.getResourceAsStream("messages_" + language + ".properties")) {
      words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    return words;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
