package io.formrelay.running;

import static io.formrelay.running.Answers.after;
import static io.formrelay.running.Answers.mokaCode;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a pause, or after Camel has suspended or stopped the route and let it go again, a delivery
 * that fails is retried and dead-lettered as ever. In Camel itself redelivery stays off after that
 * (CAMEL-23494); here nothing rests on it.
 */
class SuspendedRouteTest {

  private static final String ROUTE = "deliver-moka";

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();
  private RunningRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay =
        RunningRelay.start(
            data,
            partners.address(),
            Map.of("retry.delays", "20ms,20ms,20ms", "pause.probe", "100ms"));
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    partners.close();
  }

  private RouteController routes() {
    return relay.relay().context().getRouteController();
  }

  private void assertFailuresEndAsEver(String code) throws Exception {
    partners.when(code, mokaCode("EX"));
    String id = relay.accepted(Forms.moka(code));
    assertEquals("RetriesExhausted", relay.deadLetter(id, "moka").path("resultCode").asText());
    assertEquals(4, partners.askedAbout(code).size());
    partners.when(code + " once", mokaCode("EX"), Answers.SUCCESS);
    assertEquals(
        2,
        relay.success(relay.accepted(Forms.moka(code + " once")), "moka").path("attempts").size());
  }

  @Test
  void aPauseAndItsEndLeaveRetriesAndDeadLettersAsTheyWere() throws Exception {
    partners.when("P-1", status(401), Answers.SUCCESS);
    relay.success(relay.accepted(Forms.moka("P-1")), "moka");
    await().until(() -> relay.health("moka").equals("UP"));

    assertFailuresEndAsEver("C-1");
  }

  @Test
  void aSuspendedRouteTakesNothingAndGoesOnWhenItIsResumed() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    partners.when("Slow", after(opened, mokaCode("EX")), Answers.SUCCESS);
    String slow = relay.accepted(Forms.moka("Slow"));
    await().until(() -> partners.underWay() == 1);
    Thread suspending = new Thread(this::suspend);
    suspending.start();
    await().until(this::isTakingNothing);
    opened.countDown();
    suspending.join();
    String waiting = relay.accepted(Forms.moka("Waiting"));
    relay.success(relay.accepted(Forms.licrus("Deneme")), "licrus");
    assertEquals("pending", relay.state(waiting, "moka"));

    routes().resumeRoute(ROUTE);

    relay.success(slow, "moka");
    relay.success(waiting, "moka");
    assertEquals(2, partners.askedAbout("Slow").size());
    assertFailuresEndAsEver("C-2");
  }

  /** As long as it waits for what is under way, Camel still tells that the route is started. */
  private boolean isTakingNothing() {
    return relay.relay().context().getRoute(ROUTE).getConsumer() instanceof StatefulService consumer
        && !consumer.isStarted();
  }

  private void suspend() {
    try {
      routes().suspendRoute(ROUTE);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRouteThatIsStoppedAndStartedManyTimesSendsEachOnce() throws Exception {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20; i++) {
        relay.accepted(Forms.moka("R-" + round + "-" + i));
      }
      routes().stopRoute(ROUTE);
      routes().startRoute(ROUTE);
    }
    await().until(() -> relay.files("success/moka").size() == 60);
    assertEquals(60, partners.asked("/moka").size());
    assertFailuresEndAsEver("C-3");
    await().until(SuspendedRouteTest::senders, names -> names.size() <= 8);
  }

  private static List<String> senders() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("deliver-moka"))
        .toList();
  }
}
