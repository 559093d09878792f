package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.running.PartnerStub.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is put forward or back keeps nothing waiting, and lets nothing come as a storm. */
class ClockJumpTest {

  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();
  private final SettableClock clock = new SettableClock();

  @AfterEach
  void stop() throws Exception {
    partners.close();
  }

  private RunningRelay start(Map<String, String> settings) throws Exception {
    return RunningRelay.start(data, partners.address(), settings, clock);
  }

  @Test
  void aClockThatIsPutBackByAYearFreezesNoRetryNorWhatIsNew() throws Exception {
    partners.when("C-1", mokaCode("EX"), Answers.SUCCESS);
    partners.when("Bozuk", status(503, "Retry-After", "3600"), Answers.SUCCESS);
    clock.ahead(YEAR);
    try (RunningRelay relay = start(Map.of("retry.delays", "1h,50ms", "moka.rate", "50"))) {
      String moka = relay.accepted(Forms.moka("C-1"));
      String licrus = relay.accepted(Forms.licrus("Bozuk"));
      await().until(() -> relay.state(moka, "moka").equals("retrying"));
      await().until(() -> relay.state(licrus, "licrus").equals("retrying"));

      clock.ahead(Duration.ZERO);

      relay.success(moka, "moka");
      relay.success(licrus, "licrus");
      relay.success(relay.accepted(Forms.moka("C-2")), "moka");
      assertEquals(2, partners.askedAbout("C-1").size());
      assertEquals(2, partners.askedAbout("Bozuk").size());
    }
  }

  @Test
  void aClockThatWasRightedBetweenAnEndAndAStartFreezesNothing() throws Exception {
    partners.when("C-1", mokaCode("EX"), Answers.SUCCESS);
    clock.ahead(YEAR);
    String id;
    try (RunningRelay relay = start(Map.of("retry.delays", "1h"))) {
      id = relay.accepted(Forms.moka("C-1"));
      await().until(() -> relay.state(id, "moka").equals("retrying"));
    }
    clock.ahead(Duration.ZERO);
    try (RunningRelay relay = start(Map.of("retry.delays", "1h"))) {
      relay.success(id, "moka");
    }
  }

  @Test
  void aPauseIsProbedThoughTheClockIsPutBack() throws Exception {
    partners.usually(status(401));
    clock.ahead(YEAR);
    try (RunningRelay relay = start(Map.of("pause.probe", "100ms"))) {
      String id = relay.accepted(Forms.licrus("Deneme"));
      await().until(() -> relay.health("licrus").equals("DOWN"));
      clock.ahead(Duration.ZERO);
      partners.usually(Answers.SUCCESS);
      relay.success(id, "licrus");
    }
  }

  @Test
  void whatIsOverdueAfterAYearComesAtTheTargetsRateAndOnce() throws Exception {
    partners.usually(status(503));
    List<String> ids = new ArrayList<>();
    Map<String, String> settings = Map.of("retry.delays", "10h,10h", "licrus.rate", "20");
    try (RunningRelay relay = start(settings)) {
      for (int i = 0; i < 40; i++) {
        ids.add(relay.accepted(Forms.licrus("Deneme " + i)));
      }
      for (String id : ids) {
        await().until(() -> relay.state(id, "licrus").equals("retrying"));
      }
      partners.usually(Answers.SUCCESS);
      Instant since = Instant.now();

      clock.ahead(YEAR);

      for (String id : ids) {
        relay.success(id, "licrus");
      }
      assertPaced(since, partners.asked("/licrus").subList(40, 80));
    }
  }

  @Test
  void theBacklogOfAPauseComesAtTheTargetsRate() throws Exception {
    partners.usually(status(403));
    List<String> ids = new ArrayList<>();
    Map<String, String> settings = Map.of("pause.probe", "100ms", "licrus.rate", "20");
    try (RunningRelay relay = start(settings)) {
      for (int i = 0; i < 40; i++) {
        ids.add(relay.accepted(Forms.licrus("Deneme " + i)));
      }
      int probes = partners.asked("/licrus").size() + 5;
      await().until(() -> partners.asked("/licrus").size() >= probes);
      Instant since = Instant.now();
      partners.usually(Answers.SUCCESS);
      for (String id : ids) {
        relay.success(id, "licrus");
      }
      List<Request> asked = partners.asked("/licrus");
      assertPaced(since, asked.subList(asked.size() - 39, asked.size()));
    }
  }

  /**
   * 20 a second, of which a tenth of a second's worth may go at once. Counted from the time before
   * any of them could go: on a busy machine each may come late, but none may come early.
   */
  private static void assertPaced(Instant since, List<Request> asked) {
    for (int i = 2; i < asked.size(); i++) {
      Duration took = Duration.between(since, asked.get(i).at());
      long least = (i - 1) * 50 - 20;
      assertTrue(took.toMillis() >= least, i + 1 + " took only " + took);
    }
  }
}
