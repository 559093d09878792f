package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moka's InvalidRequest blames the submission, or the CheckKey, and does not say which. */
class InvalidRequestTest {

  private static final String CODE = "DealerCustomer.UpdateCustomer.InvalidRequest";
  private static final Answer INVALID = mokaCode(CODE);

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();
  private RunningRelay relay;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> settings = Map.of("retry.delays", "10ms", "pause.probe", "100ms");
    relay = RunningRelay.start(data, partners.address(), settings);
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void theThirdSubmissionInARowPausesMokaAndTheRestWaitsUnharmed() throws Exception {
    partners.usually(INVALID);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(relay.accepted(Forms.moka("C-" + i)));
    }
    await().until(() -> relay.health("moka").equals("DOWN"));
    int asked = partners.asked("/moka").size();
    // Long after the only retry of each would have been spent.
    await().until(() -> partners.asked("/moka").size() >= asked + 12);

    assertEquals(3, states(ids, "dead-lettered"));
    assertEquals("DOWN", relay.health("moka"));

    partners.usually(Answers.SUCCESS);
    await().until(() -> states(ids, "succeeded") == 17);
    assertEquals(3, states(ids, "dead-lettered"));
    assertEquals("UP", relay.health("moka"));
    await().until(() -> relay.receipts("dead-letter/moka").size() == 3);
    for (JsonNode letter : relay.receipts("dead-letter/moka")) {
      assertEquals(CODE, letter.path("resultCode").asText());
    }
  }

  @Test
  void oneGoodAnswerInBetweenBeginsTheCountAnew() throws Exception {
    for (int round = 0; round < 3; round++) {
      partners.usually(INVALID);
      assertEquals("dead-lettered", deliver("A-" + round));
      assertEquals("dead-lettered", deliver("B-" + round));
      partners.usually(Answers.SUCCESS);
      assertEquals("succeeded", deliver("C-" + round));
    }
    assertEquals("UP", relay.health("moka"));
  }

  @Test
  void theSameSubmissionAgainAndAgainDoesNotPauseMoka() throws Exception {
    partners.usually(INVALID);
    String id = relay.ended(Forms.moka("C-1")).path("id").asText();
    for (int times = 2; times < 6; times++) {
      int attempts = times;
      relay.deadLetter(id, "moka");
      relay.replay(id, "moka");
      await()
          .until(
              () ->
                  relay.state(id, "moka").equals("dead-lettered")
                      && relay.status(id).at("/deliveries/moka/attempts").asInt() == attempts);
      assertEquals("UP", relay.health("moka"));
    }
  }

  private String deliver(String code) throws Exception {
    return relay.ended(Forms.moka(code)).path("status").asText();
  }

  private long states(List<String> ids, String state) {
    return ids.stream().filter(id -> relay.state(id, "moka").equals(state)).count();
  }
}
