package io.formrelay.running;

import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Request;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed for now is tried again by the schedule, and the schedule outlives the relay. */
class RetryTest {

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();

  @AfterEach
  void stop() throws Exception {
    partners.close();
  }

  @Test
  void theDelaysFollowEachOtherAndTheLastOneEndsInADeadLetter() throws Exception {
    partners.usually(json(200, Answers.moka("EX", "null").replace("\"\"", "\"Hata\"")));
    try (RunningRelay relay = start("100ms,400ms,900ms")) {
      JsonNode status = relay.ended(Forms.moka("C-1"));

      JsonNode moka = status.path("deliveries").path("moka");
      assertEquals("dead-lettered", status.path("status").asText());
      assertEquals("dead-lettered", moka.path("status").asText());
      assertEquals("RetriesExhausted", moka.path("resultCode").asText());
      assertEquals("Hata", moka.path("message").asText());
      assertEquals(4, moka.path("attempts").asInt());
      assertTrue(moka.path("nextAttemptAt").isNull());
      List<Request> asked = partners.asked("/moka");
      assertEquals(4, asked.size());
      // Each delay is spread by a fifth at the most.
      assertGap(asked.get(0), asked.get(1), 80);
      assertGap(asked.get(1), asked.get(2), 320);
      assertGap(asked.get(2), asked.get(3), 720);
      JsonNode letter = relay.deadLetter(status.path("id").asText(), "moka");
      assertEquals(
          List.of("EX", "EX", "EX", "EX"),
          letter.path("attempts").findValues("resultCode").stream().map(JsonNode::asText).toList());
      assertEquals(
          List.of("Hata", "Hata", "Hata", "Hata"),
          letter.path("attempts").findValues("message").stream().map(JsonNode::asText).toList());
    }
  }

  private static void assertGap(Request earlier, Request later, long least) {
    long gap = Duration.between(earlier.at(), later.at()).toMillis();
    assertTrue(gap >= least, () -> gap + " ms are less than " + least);
  }

  @Test
  void whatWaitsForItsNextAttemptTellsWhenThatIs() throws Exception {
    partners.usually(mokaCode("EX"));
    try (RunningRelay relay = start("1h,1h")) {
      Instant before = Instant.now();
      String id = relay.accepted(Forms.moka("C-1"));
      await().until(() -> relay.state(id, "moka").equals("retrying"));

      JsonNode status = relay.status(id);

      JsonNode moka = status.path("deliveries").path("moka");
      assertEquals("pending", status.path("status").asText());
      assertEquals(1, moka.path("attempts").asInt());
      assertEquals("EX", moka.path("resultCode").asText());
      Instant next = Instant.parse(moka.path("nextAttemptAt").asText());
      assertTrue(next.isAfter(before.plus(Duration.ofMinutes(47))), next::toString);
      assertTrue(next.isBefore(Instant.now().plus(Duration.ofMinutes(73))), next::toString);
      assertEquals(List.of(), relay.files("dead-letter"));
    }
  }

  @Test
  void eachDelayIsSpreadSoThatWhatFailedTogetherDoesNotComeBackTogether() throws Exception {
    partners.usually(mokaCode("EX"));
    try (RunningRelay relay = start("1h")) {
      String first = relay.accepted(Forms.moka("C-1"));
      String second = relay.accepted(Forms.moka("C-2"));
      await().until(() -> relay.state(first, "moka").equals("retrying"));
      await().until(() -> relay.state(second, "moka").equals("retrying"));

      assertNotEquals(nextAttempt(relay, first), nextAttempt(relay, second));
    }
  }

  @Test
  void aRetryOutlivesTheRelayAndComesAtItsTimeWithItsHistory() throws Exception {
    partners.when("C-1", mokaCode("EX"), Answers.SUCCESS);
    SettableClock clock = new SettableClock();
    String id;
    Instant next;
    try (RunningRelay relay = start("1h,1h", clock)) {
      id = relay.accepted(Forms.moka("C-1"));
      await().until(() -> relay.state(id, "moka").equals("retrying"));
      next = nextAttempt(relay, id);
    }
    assertEquals(1, partners.asked("/moka").size());
    Duration ahead = Duration.between(Instant.now(), next).minusSeconds(3);
    try (RunningRelay relay = start("1h,1h", clock.ahead(ahead))) {
      JsonNode receipt = relay.success(id, "moka");

      assertEquals(
          List.of("EX", "Success"),
          receipt.path("attempts").findValues("resultCode").stream()
              .map(JsonNode::asText)
              .toList());
      assertEquals(2, relay.status(id).at("/deliveries/moka/attempts").asInt());
      assertEquals(2, partners.asked("/moka").size());
      Instant asked = partners.asked("/moka").get(1).at().plus(ahead);
      assertTrue(!asked.isBefore(next), () -> asked + " is before " + next);
    }
  }

  @Test
  void theRetriesThatAreSpentStaySpentOverAnEndAndAStart() throws Exception {
    partners.usually(mokaCode("EX"));
    SettableClock clock = new SettableClock();
    String id;
    try (RunningRelay relay = start("1ms,1h", clock)) {
      id = relay.accepted(Forms.moka("C-1"));
      await().until(() -> relay.status(id).at("/deliveries/moka/attempts").asInt() == 2);
      await().until(() -> relay.state(id, "moka").equals("retrying"));
    }
    try (RunningRelay relay = start("1ms,1h", clock.ahead(Duration.ofHours(2)))) {
      JsonNode letter = relay.deadLetter(id, "moka");

      assertEquals("RetriesExhausted", letter.path("resultCode").asText());
      assertEquals(3, letter.path("attempts").size());
      assertEquals(3, partners.asked("/moka").size());
    }
  }

  private RunningRelay start(String delays) throws Exception {
    return start(delays, Clock.systemUTC());
  }

  private RunningRelay start(String delays, Clock clock) throws Exception {
    return RunningRelay.start(data, partners.address(), Map.of("retry.delays", delays), clock);
  }

  private static Instant nextAttempt(RunningRelay relay, String id) {
    return Instant.parse(relay.status(id).at("/deliveries/moka/nextAttemptAt").asText());
  }
}
