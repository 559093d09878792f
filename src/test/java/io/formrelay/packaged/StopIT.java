package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM finishes or hands back what is under way and exits 0 within 30 s. */
class StopIT {

  private static final int LINES = 1_500;
  private static final Predicate<String> LINE = name -> name.startsWith("Line ");

  @TempDir Path scratch;

  @Test
  void whatIsUnderWayIsFinishedAndWhatHangsIsUnknownAtTheNextStart() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (PartnerStub partners = new PartnerStub()) {
      partners.answerBy(
          (target, about, nth) -> {
            if (about.endsWith("again") && nth == 1) {
              return PartnerStub.BUSY;
            }
            boolean hangs = target.equals("licrus") || !about.equals("C-1");
            over.await(hangs ? 120 : 2, TimeUnit.SECONDS);
            return PartnerStub.did(target, about, nth);
          });
      RelayCommand command =
          RelayCommand.complete(scratch.resolve("data"), partners.url())
              .with("licrus.timeout", "120s")
              .with("moka.timeout", "120s");
      try (PackagedRelay relay = command.open()) {
        relay.post(
            """
            {"SubmissionId": "both", "CustomerFullName": "Elif Y",
             "CustomerMobilePhone": "5301231212", "ProductNameList": ["WT 65"],
             "CustomerCode": "C-1"}
            """);
        relay.post(PostingClient.form("first", "First", 2));
        relay.post(PostingClient.form("again", "again", 2));
        for (String target : List.of("licrus", "moka")) {
          await().until(() -> partners.count(target, "First") == 1);
          await().until(() -> partners.count(target, "again") == 2);
        }
        await().until(() -> partners.count("licrus", "Elif Y") == 1);
        await().until(() -> partners.count("moka", "C-1") == 1);
        relay.terminate();
        assertEquals(0, relay.exitCode(), relay::output);
        List<JsonNode> finished = relay.data().receipts("success/moka");
        assertEquals(List.of("both"), finished.stream().map(r -> r.path("id").asText()).toList());
        assertEquals(List.of(), relay.data().receipts("success/licrus"));
      }
      over.countDown();
      try (PackagedRelay restarted = command.open()) {
        for (String id : List.of("both", "first", "again")) {
          JsonNode licrus = restarted.awaitState(id, "licrus", "dead-lettered");
          assertEquals("OutcomeUnknown", licrus.path("resultCode").asText());
          restarted.awaitState(id, "moka", "succeeded");
        }
        assertEquals(1, partners.count("licrus", "First"));
        assertEquals(2, partners.count("moka", "First"));
        assertEquals(2, partners.count("licrus", "again"));
        assertEquals(3, partners.count("moka", "again"));
        assertEquals(1, partners.count("licrus", "Elif Y"));
        assertEquals(1, partners.count("moka", "C-1"));
      }
    }
  }

  @Test
  void aBatchThatIsBeingWalkedIsTakenUpAgainAndEveryLineOfItDeliveredOnce() throws Exception {
    try (PartnerStub partners = new PartnerStub()) {
      RelayCommand command = RelayCommand.complete(scratch.resolve("data"), partners.url());
      command.data().drop("batch.jsonl", batch());
      try (PackagedRelay relay = command.open()) {
        await()
            .pollInterval(Duration.ofMillis(2))
            .until(() -> partners.asked("licrus").size() >= 5);
        relay.terminate();
        assertEquals(0, relay.exitCode(), relay::output);
      }
      assertTrue(partners.asked("licrus").size() < LINES, "the batch was over too soon");
      try (PackagedRelay restarted = command.open()) {
        await().until(() -> restarted.data().receipts("success").size() == LINES);
        assertEquals(LINES, partners.asked("licrus").size());
        for (String name : partners.asked("licrus")) {
          assertEquals(1, partners.count("licrus", name), name);
        }
        assertEquals(List.of(), restarted.data().files("dead-letter"));
        await().until(() -> restarted.data().files("inbox").isEmpty());
      }
    }
  }

  @Test
  void underLoadAtBothDoorsWithSlowPartnersItEndsInTimeAlsoWhenToldTwice() throws Exception {
    try (PartnerStub partners = new PartnerStub()) {
      CountDownLatch over = new CountDownLatch(1);
      partners.answerBy(
          (target, about, nth) -> {
            over.await(about.endsWith("7") ? 3_000 : 100, TimeUnit.MILLISECONDS);
            return PartnerStub.did(target, about, nth);
          });
      RelayCommand command =
          RelayCommand.complete(scratch.resolve("data"), partners.url())
              .with("licrus.concurrency", "16");
      PostingClient client = new PostingClient(command.port(), 60);
      try (PackagedRelay relay = command.open()) {
        client.start();
        await().until(() -> client.acknowledged().size() > 10);
        relay.data().drop("batch.jsonl", batch());
        await()
            .pollInterval(Duration.ofMillis(2))
            .until(() -> partners.asked("licrus").stream().anyMatch(n -> n.startsWith("Line")));
        relay.terminate();
        await().until(() -> !answers(relay));
        relay.terminate();
        assertEquals(0, relay.exitCode(), relay::output);
      }
      over.countDown();
      try (PackagedRelay restarted = command.open()) {
        client.awaitEnd();
        for (String id : client.acknowledged().keySet()) {
          await(id).until(() -> restarted.status(id).path("status").asText().equals("succeeded"));
        }
        await().until(() -> partners.asked("licrus").stream().filter(LINE).count() == LINES);
        await().until(() -> restarted.data().files("inbox").isEmpty());
        for (String name : partners.asked("licrus")) {
          assertEquals(1, partners.count("licrus", name), name);
        }
        assertEquals(List.of(), restarted.data().files("dead-letter"));
      }
    }
  }

  private static boolean answers(PackagedRelay relay) {
    try {
      return relay.get("/submissions/none").statusCode() == 404;
    } catch (IOException closed) {
      return false;
    }
  }

  private static String batch() {
    return IntStream.range(0, LINES)
        .mapToObj(
            line ->
                """
                {"CustomerFullName": "Line %d", "CustomerMobilePhone": "5301231212", \
                "ProductNameList": ["WT 65"]}
                """
                    .formatted(line))
        .collect(Collectors.joining());
  }

  @Test
  void aRelayThatIsStillStartingEndsInOrderToo() throws Exception {
    for (String sign : List.of(".relay", "ledger.db-wal", "inbox/.accepting")) {
      Path data = scratch.resolve(sign.replace('/', '-'));
      try (PackagedRelay relay = RelayCommand.complete(data, "http://127.0.0.1:9").start()) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> Files.exists(data.resolve(sign)));
        relay.terminate();
        assertEquals(0, relay.exitCode(), relay::output);
      }
    }
  }
}
