package io.formrelay.running;

import static io.formrelay.running.Answers.after;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay that is stopped in the middle of its work finishes or hands back what is under way. */
class StopTest {

  private static final int LINES = 500;

  @TempDir Path data;

  @Test
  void whatIsUnderWayAtAStopIsWaitedForAndWrittenDown() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    try (PartnerStub partners = new PartnerStub()) {
      partners.usually(after(opened, Answers.SUCCESS));
      Map<String, String> settings =
          Map.of("licrus.timeout", "60s", "moka.timeout", "60s", "licrus.concurrency", "4");
      RunningRelay first = RunningRelay.start(data, partners.address(), settings);
      for (String name : List.of("Tekrar", "C-Tekrar")) {
        partners.when(name, status(503), after(opened, Answers.SUCCESS));
      }
      first.accepted(Forms.licrus("Tekrar"));
      first.accepted(Forms.moka("C-Tekrar"));
      await().until(() -> partners.asked("/").size() == 4);
      first.accepted(Forms.moka("C-1"));
      for (int i = 1; i < 6; i++) {
        first.accepted(Forms.licrus("Deneme " + i));
      }
      await().until(() -> partners.underWay() == 4 + 2);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(first::close);
      await().until(() -> !takesDeliveries(first));

      opened.countDown();

      stopped.get(30, TimeUnit.SECONDS);
      assertEquals(4, first.receipts("success/licrus").size());
      assertEquals(2, first.receipts("success/moka").size());
      assertEquals(1 + 4, partners.asked("/licrus").size());
      assertEquals(1 + 2, partners.asked("/moka").size());
      try (RunningRelay second = RunningRelay.start(data, partners.address(), settings)) {
        await().until(() -> second.receipts("success/licrus").size() == 6);
        assertEquals(1 + 6, partners.asked("/licrus").size());
        assertEquals(1 + 2, partners.asked("/moka").size());
        assertEquals(List.of(), second.receipts("dead-letter"));
      }
    }
  }

  private static boolean takesDeliveries(RunningRelay relay) {
    Route route = relay.relay().context().getRoute("deliver-licrus");
    return route != null
        && route.getConsumer() instanceof StatefulService consumer
        && !consumer.isSuspended()
        && !consumer.isStopped();
  }

  @Test
  void noOutcomeIsUnknownAfterAStopHoweverMuchIsUnderWay() throws Exception {
    try (PartnerStub partners = new PartnerStub()) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < LINES; i++) {
        lines.append(Forms.licrus("Deneme " + i)).append('\n');
      }
      // However late this test gets to it, half of them are left when the stop begins.
      Semaphore answers = new Semaphore(LINES / 2);
      partners.usually(
          line -> {
            answers.acquire();
            Answers.SUCCESS.give(line);
          });
      Map<String, String> settings = Map.of("licrus.concurrency", "16", "licrus.timeout", "60s");
      RunningRelay first = RunningRelay.start(data, partners.address(), settings);
      first.drop("many.jsonl", lines.toString());
      await().until(() -> partners.asked("/licrus").size() > 60);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(first::close);
      await().until(() -> stopped.isDone() || !takesDeliveries(first));
      answers.release(LINES);
      stopped.get(60, TimeUnit.SECONDS);
      assertTrue(partners.asked("/licrus").size() < LINES, "all was delivered before the stop");
      try (RunningRelay last = RunningRelay.start(data, partners.address(), settings)) {
        await()
            .until(
                () ->
                    last.receipts("success").size() + last.receipts("dead-letter").size() >= LINES);
        assertEquals(List.of(), last.receipts("dead-letter"));
        assertEquals(LINES, partners.asked("/licrus").size());
        Set<String> bodies = new HashSet<>();
        partners.asked("/licrus").forEach(request -> bodies.add(request.body()));
        assertEquals(LINES, bodies.size());
      }
    }
  }
}
