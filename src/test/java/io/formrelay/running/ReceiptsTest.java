package io.formrelay.running;

import static io.formrelay.running.Answers.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator finds in the folders of receipts. */
class ReceiptsTest {

  private static final List<String> KEYS =
      List.of(
          "id",
          "target",
          "source",
          "receivedAt",
          "completedAt",
          "route",
          "resultCode",
          "message",
          "reference",
          "attempts",
          "submission");

  private static final String CUSTOMER =
      """
      {"CustomerCode": "%s", "Password": "Elif1234", "FirstName": "Elif", "BirthDate": "10.07.1985"}
      """;

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void aSuccessSaysWhatWasDeliveredAndMasksThePassword() throws Exception {
    String sample =
        """
        {"Data": {"DealerCustomer": {"DealerCustomerId": 1033, "CustomerCode": "R-1",
           "Password": "Elif1234"}, "CardListCount": 0, "CardList": []},
         "ResultCode": "Success", "ResultMessage": "", "Exception": null}
        """;
    partners.when("R-1", Answers.mokaCode("EX"), json(200, sample));

    String id = relay.accepted(CUSTOMER.formatted("R-1"));

    JsonNode receipt = relay.success(id, "moka");
    JsonNode last = receipt.at("/attempts/1");
    assertAll(
        () -> assertEquals(KEYS, names(receipt)),
        () -> assertEquals(id, receipt.path("id").textValue()),
        () -> assertEquals("moka", receipt.path("target").textValue()),
        () -> assertEquals("http", receipt.path("source").textValue()),
        () -> assertUtc(receipt.path("receivedAt")),
        () -> assertUtc(receipt.path("completedAt")),
        () -> assertEquals("success", receipt.path("route").textValue()),
        () -> assertEquals("Success", receipt.path("resultCode").textValue()),
        () -> assertEquals("", receipt.path("message").textValue()),
        () -> assertEquals("1033", receipt.path("reference").textValue()),
        () -> assertEquals(2, receipt.path("attempts").size()),
        () ->
            assertEquals(
                List.of("at", "httpStatus", "resultCode", "message", "durationMs"), names(last)),
        () -> assertUtc(last.path("at")),
        () -> assertEquals(200, last.path("httpStatus").intValue()),
        () -> assertEquals("EX", receipt.at("/attempts/0/resultCode").textValue()),
        () -> assertEquals("Success", last.path("resultCode").textValue()),
        () -> assertTrue(last.path("durationMs").isIntegralNumber()),
        () ->
            assertEquals(
                RunningRelay.json(
                    """
                    {"CustomerCode": "R-1", "Password": "***", "FirstName": "Elif",
                     "BirthDate": "19850710"}
                    """),
                receipt.path("submission")));
    String day = receipt.path("completedAt").asText().substring(0, 10);
    Path file = data.resolve("success/moka/" + day + "/" + id + ".json");
    assertFalse(Files.readString(file).contains("Elif1234"));
  }

  @Test
  void aDeadLetterSaysWhyAndKeepsEverythingThatIsNeededToSendItAgain() throws Exception {
    String code = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
    String answer = Answers.moka(code, "null").replace("\"\"", "\"Müşteri bulunamadı\"");
    partners.when("R-2", json(200, answer));
    relay.drop("forms of Şişli.json", CUSTOMER.formatted("R-2"));

    await().until(() -> letters("moka").size() == 1);

    Path file = letters("moka").get(0);
    JsonNode receipt = RunningRelay.read(file);
    assertAll(
        () -> assertEquals(KEYS, names(receipt)),
        () -> assertEquals(receipt.path("id").asText() + ".json", file.getFileName().toString()),
        () -> assertEquals("inbox/forms of Şişli.json", receipt.path("source").textValue()),
        () -> assertEquals("dead-letter", receipt.path("route").textValue()),
        () -> assertEquals(code, receipt.path("resultCode").textValue()),
        () -> assertEquals("Müşteri bulunamadı", receipt.path("message").textValue()),
        () -> assertTrue(receipt.path("reference").isNull()),
        () -> assertEquals("Müşteri bulunamadı", receipt.at("/attempts/0/message").textValue()),
        () -> assertTrue(receipt.at("/submission/Password/sealed").isTextual()));
    Files.delete(file);
  }

  @Test
  void eachTargetOfOneSubmissionHasAReceiptOfItsOwn() throws Exception {
    partners.when("Ayrı Ayrı", json(200, Answers.licrus(true, 0, "")));
    partners.when("R-3", Answers.SUCCESS);
    // Licrus answers by the name; Moka's request says it in two fields.
    String id = relay.accepted(Forms.both("Ayrı Ayrı", "R-3"));

    JsonNode success = relay.success(id, "moka");
    JsonNode letter = relay.deadLetter(id, "licrus");

    assertEquals("success", success.path("route").asText());
    assertEquals("HasError", letter.path("resultCode").asText());
    assertEquals(success.path("receivedAt"), letter.path("receivedAt"));
    assertEquals("dead-lettered", relay.status(id).path("status").asText());
    Files.delete(data.resolve("dead-letter/licrus/" + id + ".json"));
  }

  @Test
  void onlyTheOwnerCanReadReceiptsAndTheLedger() throws Exception {
    partners.when("R-4", json(404, ""));
    String id = relay.accepted(CUSTOMER.formatted("R-4"));
    relay.deadLetter(id, "moka");
    relay.success(relay.accepted(Forms.licrus("Deneme")), "licrus");
    relay.drop("wrong.json", "{\"NoSuchField\": 1}");
    await().until(() -> relay.files("dead-letter/intake").size() == 2);
    // What was claimed goes a moment later, and must not go while it is looked at.
    await().until(() -> relay.files("inbox").isEmpty());

    List<String> open = new ArrayList<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.toList()) {
        String wanted = Files.isDirectory(each) ? "rwx------" : "rw-------";
        boolean receipt = !each.equals(data.resolve(".relay"));
        if (receipt && !permissions(each).equals(wanted)) {
          open.add(each + " " + permissions(each));
        }
      }
    }

    assertEquals(List.of(), open);
    Files.delete(data.resolve("dead-letter/moka/" + id + ".json"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<Path> letters(String target) throws IOException {
    return relay.files("dead-letter/" + target);
  }

  private static void assertUtc(JsonNode time) {
    assertTrue(time.asText().endsWith("Z"), time::asText);
    Instant.parse(time.asText());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
