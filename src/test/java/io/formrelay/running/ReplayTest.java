package io.formrelay.running;

import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A receipt that is put back into the inbox. */
class ReplayTest {

  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
  private static final String BAD_EMAIL = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("retry.delays", "10ms,10ms"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void movedBackItIsDeliveredAgainToThatTargetAloneAndKeepsItsHistory() throws Exception {
    partners.when("Bir İki", json(200, Answers.licrus(true, 0, "")), Answers.SUCCESS);
    String id = relay.accepted(Forms.both("Bir İki", "A-1"));
    JsonNode letter = relay.deadLetter(id, "licrus");
    relay.success(id, "moka");

    relay.replay(id, "licrus");

    JsonNode receipt = relay.success(id, "licrus");
    assertEquals(List.of("HasError", "Success"), codes(receipt));
    assertEquals(letter.path("receivedAt"), receipt.path("receivedAt"));
    assertEquals("http", receipt.path("source").asText());
    assertEquals("43090", receipt.path("reference").asText());
    assertEquals("succeeded", relay.status(id).path("status").asText());
    assertEquals(2, relay.status(id).at("/deliveries/licrus/attempts").asInt());
    assertEquals(1, relay.status(id).at("/deliveries/moka/attempts").asInt());
    assertEquals(1, partners.askedAbout("A-1").size());
    assertFalse(Files.exists(data.resolve("dead-letter/licrus/" + id + ".json")));
    assertEquals(
        partners.askedAbout("Bir İki").get(0).body(), partners.askedAbout("Bir İki").get(1).body());
  }

  @Test
  void itsRetriesAreWholeAgain() throws Exception {
    partners.when("B-1", mokaCode("EX"));
    String id = relay.accepted(Forms.moka("B-1"));
    assertEquals(List.of("EX", "EX", "EX"), codes(relay.deadLetter(id, "moka")));

    partners.when("B-1", mokaCode("EX"), mokaCode("EX"), Answers.SUCCESS);
    relay.replay(id, "moka");

    assertEquals(
        List.of("EX", "EX", "EX", "EX", "EX", "Success"), codes(relay.success(id, "moka")));
  }

  @Test
  void whatFailsAgainIsADeadLetterAgainWithBothHistories() throws Exception {
    partners.when("C-1", mokaCode(NOT_FOUND));
    String id = relay.accepted(Forms.moka("C-1"));
    relay.deadLetter(id, "moka");

    partners.when("C-1", mokaCode(BAD_EMAIL));
    relay.replay(id, "moka");

    JsonNode letter = relay.deadLetter(id, "moka");
    assertEquals(BAD_EMAIL, letter.path("resultCode").asText());
    assertEquals(List.of(NOT_FOUND, BAD_EMAIL), codes(letter));
    assertEquals("dead-lettered", relay.state(id, "moka"));
  }

  @Test
  void aFieldThatWasCorrectedInItIsWhatIsSent() throws Exception {
    String form =
        "{\"CustomerCode\": \"D-1\", \"Email\": \"elif@moka.con\", \"Password\": \"Gz1\"}";
    partners.when("elif@moka.con", mokaCode(BAD_EMAIL));
    String id = relay.accepted(form);
    ObjectNode letter = (ObjectNode) relay.deadLetter(id, "moka");

    ((ObjectNode) letter.path("submission")).put("Email", "elif@moka.com").put("Gender", 2);
    Files.delete(data.resolve("dead-letter/moka/" + id + ".json"));
    relay.drop("mended.json", letter.toString());

    JsonNode receipt = relay.success(id, "moka");
    assertEquals(
        RunningRelay.json(
            """
            {"CustomerCode": "D-1", "Password": "Gz1", "Email": "elif@moka.com", "Gender": "2"}
            """),
        RunningRelay.json(partners.askedAbout("elif@moka.com").get(0).body())
            .path("DealerCustomerRequest"));
    assertEquals("elif@moka.com", receipt.at("/submission/Email").asText());
    assertEquals(List.of(BAD_EMAIL, "Success"), codes(receipt));
  }

  @Test
  void copiedBackTheOldDeadLetterGoes() throws Exception {
    partners.when("E-1", mokaCode(NOT_FOUND), Answers.SUCCESS);
    String id = relay.accepted(Forms.moka("E-1"));
    relay.deadLetter(id, "moka");
    Path letter = data.resolve("dead-letter/moka/" + id + ".json");

    relay.drop("copy of it.json", Files.readString(letter));

    relay.success(id, "moka");
    await().until(() -> !Files.exists(letter));
    assertEquals(2, partners.askedAbout("E-1").size());
  }

  @Test
  void manyInOneFileAreManyReplays() throws Exception {
    StringBuilder lines = new StringBuilder();
    String[] ids = new String[3];
    for (int i = 0; i < 3; i++) {
      partners.when("F-" + i, mokaCode(NOT_FOUND), Answers.SUCCESS);
      ids[i] = relay.accepted(Forms.moka("F-" + i));
      lines.append(relay.deadLetter(ids[i], "moka")).append('\n');
    }

    relay.drop("all.jsonl", lines.toString());

    for (String id : ids) {
      assertEquals(List.of(NOT_FOUND, "Success"), codes(relay.success(id, "moka")));
    }
  }

  @Test
  void aSuccessIsNotDeliveredAgain() throws Exception {
    String id = relay.accepted(Forms.moka("G-1"));
    JsonNode receipt = relay.success(id, "moka");

    relay.drop("success.json", receipt.toString());

    Path refused = data.resolve("dead-letter/intake/success.json");
    await().until(() -> Files.exists(refused));
    JsonNode reason = RunningRelay.read(refused.resolveSibling("success.json.reason.json"));
    assertTrue(reason.at("/reason/en").asText().contains("dead-lettered"), reason::toString);
    assertFalse(reason.at("/reason/tr").asText().isBlank());
    assertEquals(receipt, RunningRelay.read(refused));
    assertEquals(1, partners.askedAbout("G-1").size());
    assertEquals("succeeded", relay.state(id, "moka"));
  }

  @Test
  void aFieldThatIsWrongInItIsRefusedAndTheDeliveryStaysWhatItWas() throws Exception {
    partners.when("H-1", mokaCode(NOT_FOUND));
    String id = relay.accepted(Forms.moka("H-1"));
    ObjectNode letter = (ObjectNode) relay.deadLetter(id, "moka");
    ((ObjectNode) letter.path("submission")).put("Email", "not an address");

    relay.drop("mistake.json", letter.toString());

    Path refused = data.resolve("dead-letter/intake/mistake.json.reason.json");
    await().until(() -> Files.exists(refused));
    assertEquals("Email", RunningRelay.read(refused).at("/errors/0/field").asText());
    assertEquals("dead-lettered", relay.state(id, "moka"));
    assertTrue(Files.exists(data.resolve("dead-letter/moka/" + id + ".json")));
    assertEquals(1, partners.askedAbout("H-1").size());
  }

  private static List<String> codes(JsonNode receipt) {
    return receipt.path("attempts").findValues("resultCode").stream()
        .map(JsonNode::asText)
        .toList();
  }
}
