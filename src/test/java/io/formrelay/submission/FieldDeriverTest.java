package io.formrelay.submission;

import static io.formrelay.submission.Reading.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldDeriverTest {

  @Test
  void missingMokaFieldsAreFilledFromTheLicrusOnes() {
    JsonNode fields =
        Reading.fields(
            """
            {"CustomerCode": "C", "DeviceCount": 1, "CustomerFullName": "Ayşe Nur Öztürk",
             "CustomerMobilePhone": "0530 123 12 12", "CustomerEmail": "ayse@example.com",
             "CustomerAddress": "Moda Cad. 5", "CustomerDistrict": "Kadıköy",
             "CustomerCity": "İstanbul"}
            """);

    assertEquals("Ayşe Nur", fields.path("FirstName").textValue());
    assertEquals("Öztürk", fields.path("LastName").textValue());
    assertEquals("5301231212", fields.path("GsmNumber").textValue());
    assertEquals("ayse@example.com", fields.path("Email").textValue());
    assertEquals("Moda Cad. 5, Kadıköy, İstanbul", fields.path("Address").textValue());
  }

  @Test
  void whatTheSubmissionSaysItselfIsNeverOverwritten() {
    JsonNode fields =
        Reading.fields(
            """
            {"CustomerCode": "C", "DeviceCount": 1, "CustomerFullName": "Ayşe Öztürk",
             "CustomerMobilePhone": "5301231212", "CustomerEmail": "ayse@example.com",
             "CustomerCity": "İstanbul", "FirstName": "Elif", "GsmNumber": "5301111111",
             "Email": "elif@example.com", "Address": "TAŞDELEN"}
            """);

    assertEquals("Elif", fields.path("FirstName").textValue());
    assertEquals("Öztürk", fields.path("LastName").textValue());
    assertEquals("5301111111", fields.path("GsmNumber").textValue());
    assertEquals("elif@example.com", fields.path("Email").textValue());
    assertEquals("TAŞDELEN", fields.path("Address").textValue());
  }

  @Test
  void nothingIsFilledInForOneTargetAlone() {
    assertEquals(
        json("{\"CustomerFullName\": \"Ayşe Öztürk\", \"CustomerCode\": \"C\"}"),
        Reading.fields("{\"CustomerFullName\": \"Ayşe Öztürk\", \"CustomerCode\": \"C\"}"));
    assertFalse(
        Reading.fields(
                """
                {"CustomerFullName": "Ayşe Öztürk", "CustomerCode": "C", "DeviceCount": 1,
                 "Targets": ["licrus"]}
                """)
            .has("FirstName"));
  }

  @ParameterizedTest
  @CsvSource({"Ayşe", "'  Ayşe '"})
  void aNameOfOneWordIsAFirstName(String name) {
    JsonNode fields = both("CustomerFullName", name);

    assertEquals("Ayşe", fields.path("FirstName").textValue());
    assertFalse(fields.has("LastName"));
  }

  @Test
  void theAddressIsMadeOfThePartsThatAreThere() {
    assertEquals("İstanbul", both("CustomerCity", "İstanbul").path("Address").textValue());
    assertEquals("Kadıköy", both("CustomerDistrict", "Kadıköy").path("Address").textValue());
  }

  @Test
  void aDerivedTextThatIsTooLongIsCutAfterAWord() {
    String street = "Uzun Sokak, ".repeat(20).strip();
    JsonNode fields = both("CustomerAddress", street);

    assertEquals("Uzun Sokak, ".repeat(16) + "Uzun", fields.path("Address").textValue());
    assertEquals(street, fields.path("CustomerAddress").textValue());
  }

  @Test
  void aCutThatFallsBetweenWordsKeepsTheLastOne() {
    assertEquals(
        "a".repeat(50),
        both("CustomerFullName", "a".repeat(50) + " b c").path("FirstName").textValue());
    assertEquals(
        "a".repeat(10),
        both("CustomerFullName", "a".repeat(10) + " " + "b".repeat(40) + " c")
            .path("FirstName")
            .textValue());
  }

  @Test
  void aDerivedWordThatIsTooLongIsCutBetweenCodePoints() {
    assertEquals(
        "\uD83D\uDE00".repeat(50),
        both("CustomerFullName", "A " + "\uD83D\uDE00".repeat(60)).path("LastName").textValue());
  }

  @Test
  void anEmailTooLongForMokaIsNotFilledIn() {
    JsonNode fields = both("CustomerEmail", "a".repeat(120) + "@example.com");

    assertFalse(fields.has("Email"));
    assertTrue(fields.has("CustomerEmail"));
  }

  @Test
  void aWrongSourceIsNamedAloneAndNotWhatWouldBeMadeOfIt() {
    assertEquals(
        List.of("CustomerMobilePhone", "CustomerEmail"),
        Reading.wrong(
            """
            {"CustomerCode": "C", "DeviceCount": 1, "CustomerMobilePhone": "12",
             "CustomerEmail": "nobody"}
            """));
  }

  private static JsonNode both(String field, String value) {
    return Reading.fields(
        "{\"CustomerCode\": \"C\", \"DeviceCount\": 1, \"" + field + "\": \"" + value + "\"}");
  }
}
