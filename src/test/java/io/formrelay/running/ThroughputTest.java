package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.running.PartnerStub.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many at once, how many a second, and over how many connections. */
class ThroughputTest {

  @TempDir Path data;

  @Test
  void asManyDeliveriesAreUnderWayAtOnceAsAreAllowedAndNeverMore() throws Exception {
    CyclicBarrier five = new CyclicBarrier(5);
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = start(partners, Map.of("licrus.concurrency", "5"))) {
      // Nobody is answered before five wait together.
      partners.usually(
          line -> {
            meet(five);
            Answers.SUCCESS.give(line);
          });
      relay.drop("many.jsonl", (Forms.licrus("Deneme") + "\n").repeat(40));

      await().until(() -> relay.files("success/licrus").size() == 40);
      assertEquals(5, partners.mostUnderWay());
      assertEquals(40, partners.asked("/licrus").size());
    }
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("fewer at once than are allowed", e);
    }
  }

  @Test
  void noMoreDeliveriesASecondAreMadeThanAreAllowed() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = start(partners, Map.of("licrus.rate", "20", "moka.rate", "0"))) {
      relay.drop("many.jsonl", (Forms.both("Deneme", "C-1") + "\n").repeat(30));

      await().until(() -> relay.files("success/licrus").size() == 30);
      List<Request> asked = partners.asked("/licrus");
      // 30 at 20 a second take 1.5 s; a tenth of a second's worth may go at once.
      Duration took = Duration.between(asked.get(0).at(), asked.get(29).at());
      assertTrue(took.toMillis() >= 1_300, took::toString);
      for (int i = 10; i < 30; i++) {
        Duration tenOfThem = Duration.between(asked.get(i - 10).at(), asked.get(i).at());
        assertTrue(tenOfThem.toMillis() >= 300, tenOfThem::toString);
      }
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = start(partners, Map.of())) {
      relay.drop("many.jsonl", (Forms.licrus("Deneme") + "\n").repeat(300));

      await().until(() -> relay.files("success/licrus").size() == 300);
      assertEquals(300, partners.asked("/licrus").size());
      assertTrue(partners.connections() <= 24, () -> partners.connections() + " connections");
    }
  }

  @Test
  void aConnectionThatThePartnerHasClosedMeanwhileCostsNoDelivery() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = start(partners, Map.of())) {
      partners.usually(
          line -> {
            Answers.SUCCESS.give(line);
            line.hangUp();
          });
      for (int i = 0; i < 15; i++) {
        String id = relay.accepted(Forms.licrus("Deneme " + i));
        assertEquals("Success", relay.success(id, "licrus").path("resultCode").asText());
        await().until(() -> partners.openConnections() == 0);
      }
      assertEquals(15, partners.asked("/licrus").size());
    }
  }

  private RunningRelay start(PartnerStub partners, Map<String, String> settings) throws Exception {
    return RunningRelay.start(data, partners.address(), settings);
  }
}
