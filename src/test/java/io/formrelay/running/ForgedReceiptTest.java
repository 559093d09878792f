package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receipt may do that its finder has made up: no more than a form, or a real replay. */
class ForgedReceiptTest {

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private static int forged;

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

  private static ObjectNode receipt(String id, String code) throws Exception {
    return (ObjectNode)
        RunningRelay.json(
            """
            {"id": "%s", "target": "moka", "source": "http", "receivedAt": "2026-01-02T03:04:05Z",
             "completedAt": "2026-01-02T03:04:06Z", "route": "dead-letter", "resultCode": "X",
             "message": "", "reference": null, "attempts": [],
             "submission": {"CustomerCode": "%s"}}
            """
                .formatted(id, code));
  }

  private static Path drop(JsonNode receipt) throws Exception {
    String name = "forged-" + ++forged + ".json";
    relay.drop(name, receipt.toString());
    return data.resolve("dead-letter/intake").resolve(name + ".reason.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc",
        "..",
        "",
        "licrus/../../x",
        "http://127.0.0.1:1/evil",
        "direct:licrus-payload",
        "MOKA",
        "moka\\u0000",
        "intake",
        "${env:PATH}",
        "{{moka.password}}"
      })
  void aTargetThatIsNoneIsRefused(String target) throws Exception {
    ObjectNode receipt = receipt("forged-target", "C-target");
    receipt.set("target", RunningRelay.json("\"" + target + "\""));
    Path reason = drop(receipt);

    await().until(() -> Files.exists(reason));
    assertEquals("Targets", RunningRelay.read(reason).at("/errors/0/field").asText());
    assertEquals(List.of(), partners.askedAbout("C-target"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"../../x\"", "\"\"", "77", "null", "[\"x\"]", "{}", "true", "\"x.y\""})
  void anIdThatIsNoneMakesItNoReceiptAndNoForm(String id) throws Exception {
    ObjectNode receipt = receipt("x", "C-id");
    receipt.set("id", RunningRelay.json(id));
    Path reason = drop(receipt);

    await().until(() -> Files.exists(reason));
    assertFalse(RunningRelay.read(reason).path("errors").isEmpty());
    assertEquals(List.of(), partners.askedAbout("C-id"));
  }

  @Test
  void anotherSubmissionThatWasNoDeadLetterStaysWhatItIs() throws Exception {
    relay.ended("{\"SubmissionId\": \"forged-success\", \"CustomerCode\": \"C-was-sent\"}");
    Path reason = drop(receipt("forged-success", "C-in-its-place"));

    await().until(() -> Files.exists(reason));
    assertEquals(List.of(), partners.askedAbout("C-in-its-place"));
    assertEquals("C-was-sent", sent("forged-success").path("CustomerCode").asText());
  }

  private static JsonNode sent(String id) {
    return relay.success(id, "moka").path("submission");
  }

  @Test
  void anotherTargetOfASubmissionIsNotAddedToIt() throws Exception {
    relay.ended("{\"SubmissionId\": \"forged-other\", \"CustomerCode\": \"C-other\"}");
    ObjectNode receipt = receipt("forged-other", "C-other");
    receipt.put("target", "licrus");
    receipt.putObject("submission").put("CustomerFullName", "Forged Licrus");
    Path reason = drop(receipt);

    await().until(() -> Files.exists(reason));
    assertEquals(List.of(), partners.askedAbout("Forged Licrus"));
    assertEquals(1, relay.status("forged-other").path("deliveries").size());
  }

  @Test
  void ofAReceiptThatTheLedgerDoesNotKnowOnlyTheFieldsCount() throws Exception {
    ObjectNode receipt = receipt("forged-unknown", "C-unknown");
    receipt.put("source", "http\n2026 INFO forged line");
    receipt.put("route", "dead-letter");
    receipt.put("message", "<script>alert(1)</script>".repeat(100));
    receipt.put("reference", "43090");
    receipt.put("completedAt", "../../x");
    receipt.put("CamelHttpUri", "http://127.0.0.1:1/evil");
    for (int i = 0; i < 500; i++) {
      receipt
          .withArray("attempts")
          .addObject()
          .put("at", "<script>")
          .put("message", "$(reboot)")
          .put("durationMs", -1);
    }
    drop(receipt);

    JsonNode filed = relay.success("forged-unknown", "moka");
    assertEquals("inbox/forged-" + forged + ".json", filed.path("source").asText());
    assertEquals(1, filed.path("attempts").size());
    assertEquals("1033", filed.path("reference").asText());
    assertFalse(filed.toString().contains("script"), filed::toString);
    assertFalse(filed.path("receivedAt").asText().startsWith("2026-01-02"), filed::toString);
  }

  @Test
  void aRealDeadLetterIsReplayedWithItsOwnHistoryWhateverTheReceiptSays() throws Exception {
    partners.when(
        "C-real",
        Answers.mokaCode("DealerCustomer.UpdateCustomer.InvalidEmailFormat"),
        Answers.SUCCESS);
    relay.ended("{\"SubmissionId\": \"forged-real\", \"CustomerCode\": \"C-real\"}");
    relay.deadLetter("forged-real", "moka");
    ObjectNode receipt = receipt("forged-real", "C-real");
    receipt.put("source", "elsewhere");
    receipt.withArray("attempts").addObject().put("message", "forged");
    drop(receipt);

    JsonNode filed = relay.success("forged-real", "moka");
    assertEquals("http", filed.path("source").asText());
    assertEquals(2, filed.path("attempts").size());
    assertFalse(filed.toString().contains("forged\""), filed::toString);
  }

  @Test
  void aHistoryBeyondEverySizeIsRefused() throws Exception {
    ObjectNode receipt = receipt("forged-huge", "C-huge");
    receipt.withArray("attempts").addObject().put("message", "x".repeat(200_000));
    Path reason = drop(receipt);

    await().until(() -> Files.exists(reason));
    assertEquals(List.of(), partners.askedAbout("C-huge"));
  }

  @Test
  void aReceiptIsNoReceiptAtTheHttpDoor() throws Exception {
    assertEquals(422, relay.post(receipt("forged-http", "C-http").toString()).statusCode());
    assertEquals(List.of(), partners.askedAbout("C-http"));
  }
}
