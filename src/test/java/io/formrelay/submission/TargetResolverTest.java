package io.formrelay.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetResolverTest {

  @ParameterizedTest
  @CsvSource({
    "ProductNameList, licrus",
    "ProductGroupName, licrus",
    "ProductSerialNumberList, licrus",
    "DeviceCount, licrus",
    "CustomerCode, moka",
    "DealerCustomerId, moka"
  })
  void aFieldThatOnlyOnePartnerHasImpliesIt(String field, String target) {
    assertEquals(List.of(target), Reading.read("{\"" + field + "\": \"7\"}").targets());
  }

  @ParameterizedTest
  @CsvSource({
    "Password, x",
    "FirstName, Elif",
    "LastName, Y",
    "Gender, 2",
    "BirthDate, 19850710",
    "GsmNumber, 5301111111",
    "Email, a@b.tr",
    "Address, Kadıköy"
  })
  void everyMokaFieldImpliesMoka(String field, String value) {
    assertEquals(
        List.of("CustomerCode", "DealerCustomerId"),
        Reading.errors("{\"" + field + "\": \"" + value + "\"}", Locale.ENGLISH).stream()
            .map(FieldError::field)
            .sorted()
            .toList());
  }

  @Test
  void oneFormCanGoToBoth() {
    assertEquals(
        List.of("licrus", "moka"),
        Reading.read("{\"CustomerCode\": \"C\", \"DeviceCount\": 1}").targets());
  }

  @Test
  void aBlankFieldImpliesNothing() {
    assertEquals(
        List.of("moka"),
        Reading.read(
                "{\"CustomerCode\": \"C\", \"ProductNameList\": [\" \"], \"DeviceCount\": \"\"}")
            .targets());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"licrus\"]", "\"licrus\"", "\" licrus , licrus\"", "[\"licrus\",\"licrus\"]"})
  void namedTargetsDecideAlone(String targets) {
    assertEquals(
        List.of("licrus"),
        Reading.read("{\"CustomerCode\": \"C\", \"Targets\": " + targets + "}").targets());
  }

  @Test
  void targetsAndIdAreKeptOnlyWhereTheSenderGaveThem() {
    assertFalse(Reading.fields("{\"DeviceCount\": 1}").has("Targets"));
    assertEquals(
        Reading.json("{\"SubmissionId\":\"s-1\",\"Targets\":[\"licrus\"],\"DeviceCount\":1}")
            .toString(),
        Reading.fields("{\"DeviceCount\":1,\"Targets\":\"licrus\",\"SubmissionId\":\"s-1\"}")
            .toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"CustomerFullName\": \"Elif Y\"}", "{\"SubmissionId\": \"a\"}"})
  void aSubmissionForNobodyIsRefused(String json) {
    List<FieldError> errors = Reading.errors(json, AcceptLanguage.TURKISH);

    assertEquals(List.of("Targets"), errors.stream().map(FieldError::field).toList());
    assertEquals(
        "Gönderimin hedefi belli değil: hedefi yazın ya da hedefe ait bir alanı doldurun."
            + " Hedefler: licrus, moka.",
        errors.get(0).message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"licru", "Licrus", "LICRUS", "ilcrus"})
  void anUnknownTargetNamesTheNearestKnownOne(String typed) {
    assertEquals(
        List.of(new FieldError("Targets", "Unknown target. Did you mean 'licrus'?")),
        Reading.errors("{\"DeviceCount\": 1, \"Targets\": [\"" + typed + "\"]}", Locale.ENGLISH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "{\"licrus\":true}", "[true]", "[\"licrus\",[\"moka\"]]"})
  void targetsThatAreNoListOfNamesAreRefused(String targets) {
    assertEquals(
        List.of("Targets"), Reading.wrong("{\"DeviceCount\": 1, \"Targets\": " + targets + "}"));
  }

  @Test
  void aTargetThatIsSwitchedOffIsRefusedWhetherNamedOrImplied() {
    SubmissionReader reader =
        new SubmissionReader(
            Reading.SCHEMA, new KnownTargets(List.of("licrus"), List.of("moka")), Reading.NOON);
    for (String json :
        List.of(
            "{\"CustomerCode\": \"C\"}",
            "{\"CustomerCode\": \"C\", \"DeviceCount\": 1}",
            "{\"DeviceCount\": 1, \"Targets\": \"licrus,moka\"}")) {
      InvalidSubmissionException refused =
          assertThrows(
              InvalidSubmissionException.class,
              () -> reader.read(json.getBytes(StandardCharsets.UTF_8)));
      assertEquals(
          List.of(
              new FieldError("Targets", "'moka' hedefi şu anda kapalı, gönderim kabul edilmiyor.")),
          refused.errors(AcceptLanguage.TURKISH));
    }
  }

  @Test
  void aSubmissionWithATargetAndNothingElseIsRefused() {
    assertEquals(
        List.of(new FieldError("", "No field of the submission is filled in.")),
        Reading.errors("{\"Targets\": [\"licrus\"], \"CustomerCity\": \"\"}", Locale.ENGLISH));
  }
}
