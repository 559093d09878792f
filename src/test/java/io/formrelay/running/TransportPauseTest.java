package io.formrelay.running;

import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner that cannot be reached is left alone but for a probe now and then. */
class TransportPauseTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "retry.delays", "10ms,10ms,10ms",
          "pause.after", "3",
          "pause.probe", "100ms",
          "licrus.concurrency", "2");

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"licrus", "moka"})
  void aPartnerThatIsNotThereCostsNoRetriesAndAllIsDeliveredWhenItIsBack(String target)
      throws Exception {
    int port = ClosedPort.choose();
    try (RunningRelay relay = RunningRelay.start(data, "http://127.0.0.1:" + port, SETTINGS)) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "Deneme " + i;
        ids.add(relay.accepted(target.equals("moka") ? Forms.moka(name) : Forms.licrus(name)));
      }
      await().until(() -> relay.health(target).equals("DOWN"));
      // Many more attempts than there are retries.
      await().until(() -> ids.stream().mapToInt(id -> attempts(relay, id, target)).sum() >= 8 * 4);
      assertEquals("DOWN", relay.health(target));
      assertEquals(List.of(), relay.files("dead-letter"));

      try (PartnerStub back = new PartnerStub(port)) {
        for (String id : ids) {
          relay.success(id, target);
        }
        assertEquals("UP", relay.health(target));
        assertEquals(8, back.asked("/" + target).size());
      }
    }
  }

  private static int attempts(RunningRelay relay, String id, String target) {
    return relay.status(id).path("deliveries").path(target).path("attempts").asInt();
  }

  @Test
  void connectionsThatBreakPauseMokaAndOneProbeAtATimeTriesIt() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = RunningRelay.start(data, partners.address(), SETTINGS)) {
      partners.usually(
          line -> {
            if (line.request().path().startsWith("/moka")) {
              line.reset();
            } else {
              Answers.SUCCESS.give(line);
            }
          });
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        ids.add(relay.accepted(Forms.moka("C-" + i)));
      }
      await().until(() -> relay.health("moka").equals("DOWN"));
      assertEquals("succeeded", relay.ended(Forms.licrus("Deneme")).path("status").asText());
      int asked = partners.asked("/moka").size();
      await().until(() -> partners.asked("/moka").size() >= asked + 20);
      assertEquals(List.of(), relay.files("dead-letter"));

      partners.usually(Answers.SUCCESS);
      for (String id : ids) {
        relay.success(id, "moka");
      }
      assertEquals("UP", relay.health("moka"));
      assertEquals(List.of(), relay.files("dead-letter"));
    }
  }

  @Test
  void aProbeThatBreaksCostsLicrusOneUnknownOutcomeAtTheFirstTryAndAtARetry() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = RunningRelay.start(data, partners.address(), SETTINGS)) {
      partners.usually(StubLine::reset);
      partners.when("Tekrar", status(503, "Retry-After", "1"), StubLine::reset);
      String again = relay.accepted(Forms.licrus("Tekrar"));
      for (int i = 0; i < 3; i++) {
        relay.ended(Forms.licrus("Kopuk " + i));
      }
      await().until(() -> relay.health("licrus").equals("DOWN"));

      String first = relay.accepted(Forms.licrus("Bekleyen"));

      for (String id : List.of(first, again)) {
        assertEquals("OutcomeUnknown", relay.deadLetter(id, "licrus").path("resultCode").asText());
      }
      assertEquals("DOWN", relay.health("licrus"));
      assertEquals(1, partners.askedAbout("Bekleyen").size());
      assertEquals(2, partners.askedAbout("Tekrar").size());
    }
  }

  @Test
  void anAnswerInBetweenBeginsTheCountAnewEvenIfItIsARefusal() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = RunningRelay.start(data, partners.address(), SETTINGS)) {
      for (int round = 0; round < 4; round++) {
        partners.usually(StubLine::reset);
        relay.ended(Forms.licrus("Kopuk"));
        relay.ended(Forms.licrus("Kopuk"));
        partners.usually(json(200, Answers.licrus(true, 0, "")));
        relay.ended(Forms.licrus("Red"));
      }
      assertEquals("UP", relay.health("licrus"));
      partners.usually(StubLine::reset);
      relay.ended(Forms.licrus("Kopuk"));
      relay.ended(Forms.licrus("Kopuk"));
      relay.ended(Forms.licrus("Kopuk"));
      assertEquals("DOWN", relay.health("licrus"));
      assertTrue(relay.accepted(Forms.licrus("Bekler")).length() > 0);
    }
  }
}
