package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.operations.StartFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer's password is readable nowhere at rest, and yet comes out where it is sent. */
class SealedPasswordTest {

  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
  private static final String PASSWORD = "Elif-1234";

  // 32 bytes of 0, and 32 bytes of 4
  private static final String ONE = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final String OTHER = "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=";

  @TempDir Path data;
  private PartnerStub partners;

  @BeforeEach
  void listen() {
    partners = new PartnerStub();
  }

  @AfterEach
  void stop() throws Exception {
    partners.close();
  }

  private RunningRelay start(Map<String, String> settings) throws Exception {
    return start(settings, Clock.systemUTC());
  }

  private RunningRelay start(Map<String, String> settings, Clock clock) throws Exception {
    return RunningRelay.start(data, partners.address(), settings, clock);
  }

  private static String form(String customer, String password) {
    return "{\"CustomerCode\": \"%s\", \"Password\": \"%s\"}".formatted(customer, password);
  }

  private String sent(String customer, int nth) throws Exception {
    return RunningRelay.json(partners.askedAbout(customer).get(nth).body())
        .at("/DealerCustomerRequest/Password")
        .asText();
  }

  @Test
  void itIsSentAndReplayedAndStandsNowhereInTheDataFolder() throws Exception {
    partners.when("A-1", mokaCode(NOT_FOUND), Answers.SUCCESS);
    partners.when("A-2", mokaCode(NOT_FOUND), mokaCode(NOT_FOUND));
    try (RunningRelay relay = start(Map.of())) {
      String id = relay.accepted(form("A-1", PASSWORD));
      JsonNode letter = relay.deadLetter(id, "moka");
      assertTrue(letter.at("/submission/Password/sealed").isTextual(), letter::toString);
      assertNowhere();
      relay.replay(id, "moka");
      assertEquals("***", relay.success(id, "moka").at("/submission/Password").asText());
      assertEquals(PASSWORD, sent("A-1", 0));
      assertEquals(PASSWORD, sent("A-1", 1));

      String second = relay.accepted(form("A-2", PASSWORD));
      ObjectNode corrected = (ObjectNode) relay.deadLetter(second, "moka");
      ((ObjectNode) corrected.get("submission")).put("Password", PASSWORD + "-x");
      Files.delete(data.resolve("dead-letter/moka/" + second + ".json"));
      relay.drop("corrected.json", corrected.toString());
      relay.deadLetter(second, "moka");
      assertEquals(PASSWORD + "-x", sent("A-2", 1));
      // A file goes a moment after what is in it was accepted; its delivery does not wait for that.
      await().until(() -> relay.files("inbox").isEmpty());
      assertNowhere();
    }
    assertNowhere();
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(data.resolve(".encryption-key"))));
  }

  private void assertNowhere() throws Exception {
    for (Path file : FilesBelow.find(data)) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertFalse(bytes.contains(PASSWORD), () -> file + " shows the password");
    }
  }

  @Test
  void aRepeatIsKnownAndAnotherPasswordUnderTheSameKeyIsAConflictAlsoAfterARotation()
      throws Exception {
    try (RunningRelay relay = start(Map.of("relay.encryption-key", ONE))) {
      assertEquals(200, repeat(relay, PASSWORD));
      assertEquals(200, repeat(relay, PASSWORD));
      assertEquals(409, repeat(relay, "Elif-1235"));
    }
    try (RunningRelay relay = start(Map.of("relay.encryption-key", OTHER + "," + ONE))) {
      assertEquals(200, repeat(relay, PASSWORD));
      assertEquals(409, repeat(relay, "Elif-1235"));
      assertEquals(1, partners.askedAbout("B-1").size());
    }
  }

  private static int repeat(RunningRelay relay, String password) throws Exception {
    return relay
        .post(form("B-1", password), "Idempotency-Key", "k-1", "Prefer", "wait=30")
        .statusCode();
  }

  @Test
  void withTheKeyGoneAReplayIsRefusedWithTheReasonAndNothingIsLost() throws Exception {
    partners.when("C-1", mokaCode(NOT_FOUND), Answers.SUCCESS);
    String id;
    try (RunningRelay relay = start(Map.of("relay.encryption-key", ONE))) {
      id = relay.accepted(form("C-1", PASSWORD));
      relay.deadLetter(id, "moka");
    }
    Path refused = data.resolve("dead-letter/intake/" + id + ".json");
    try (RunningRelay relay = start(Map.of("relay.encryption-key", OTHER))) {
      relay.replay(id, "moka");
      await().until(() -> Files.exists(refused));
      String reason =
          RunningRelay.read(refused.resolveSibling(id + ".json.reason.json"))
              .at("/reason/en")
              .asText();
      assertTrue(reason.contains("66687aad"), reason);
      assertTrue(reason.contains("relay.encryption-key"), reason);
      assertEquals("dead-lettered", relay.state(id, "moka"));
    }
    try (RunningRelay relay = start(Map.of("relay.encryption-key", OTHER + "," + ONE))) {
      Files.move(refused, data.resolve("inbox/again.json"));
      relay.success(id, "moka");
      assertEquals(PASSWORD, sent("C-1", 1));
    }
  }

  @Test
  void aLostKeyIsNotReplacedInSilence() throws Exception {
    partners.when("F-1", mokaCode(NOT_FOUND), Answers.SUCCESS);
    String id;
    try (RunningRelay relay = start(Map.of())) {
      id = relay.accepted(form("F-1", PASSWORD));
      relay.deadLetter(id, "moka");
    }
    Path key = data.resolve(".encryption-key");
    Path lost = Files.move(key, data.resolve("lost"));

    StartFailure failure = StartFailure.of(assertThrows(Exception.class, () -> start(Map.of())));

    assertEquals(2, failure.exitCode());
    assertTrue(failure.line().startsWith("relay.encryption-key: is missing"), failure::line);
    assertFalse(Files.exists(key));
    Files.move(lost, key);
    try (RunningRelay relay = start(Map.of())) {
      relay.replay(id, "moka");
      relay.success(id, "moka");
      assertEquals(PASSWORD, sent("F-1", 1));
    }
  }

  @Test
  void aWaitingDeliveryWhoseKeyIsGoneIsADeadLetterThatSaysSo() throws Exception {
    partners.when("D-1", mokaCode("EX"));
    SettableClock clock = new SettableClock();
    String id;
    try (RunningRelay relay =
        start(Map.of("relay.encryption-key", ONE, "retry.delays", "1h,50ms"), clock)) {
      id = relay.accepted(form("D-1", PASSWORD));
      await().until(() -> relay.state(id, "moka").equals("retrying"));
    }
    clock.ahead(Duration.ofHours(2));
    try (RunningRelay relay = start(Map.of("relay.encryption-key", OTHER), clock)) {
      JsonNode letter = relay.deadLetter(id, "moka");
      assertEquals("PayloadFailed: KeyGoneException", letter.path("message").asText());
      assertTrue(letter.at("/submission/Password/sealed").asText().startsWith("66687aad."));
      assertEquals(1, partners.askedAbout("D-1").size());
    }
  }

  @Test
  void whatComesFromOutsideIsNeverDecrypted() throws Exception {
    partners.when("E-1", mokaCode(NOT_FOUND));
    try (RunningRelay relay = start(Map.of())) {
      String id = relay.accepted(form("E-1", PASSWORD));
      JsonNode password = relay.deadLetter(id, "moka").at("/submission/Password");

      String stolen = "{\"CustomerCode\": \"E-2\", \"Password\": %s}";
      assertEquals(422, relay.post(stolen.formatted(password)).statusCode());
      String asText = password.path("sealed").asText();
      relay.drop("text.json", form("E-3", asText.substring(0, 40)));
      relay.drop("object.json", stolen.formatted(password));
      ObjectNode forged = (ObjectNode) relay.deadLetter(id, "moka");
      forged.put("id", "another-id");
      relay.drop("forged.json", forged.toString());

      await().until(() -> partners.askedAbout("E-3").size() == 1);
      assertEquals(asText.substring(0, 40), sent("E-3", 0));
      await()
          .until(
              () ->
                  Files.exists(data.resolve("dead-letter/intake/object.json"))
                      && Files.exists(data.resolve("dead-letter/intake/forged.json")));
      assertEquals(0, partners.askedAbout("E-2").size());
      assertEquals(1, partners.askedAbout("E-1").size());
    }
  }
}
