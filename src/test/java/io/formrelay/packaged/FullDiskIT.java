package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.Tmpfs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay that starts, ends and dies on a disk with no byte left. */
class FullDiskIT {

  @TempDir Path scratch;

  @Test
  void aFirstStartOnAFullDiskSaysSoInOneLineAndTheNextOneWithRoomGoesWell() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(scratch.resolve("data"), 8)) {
      disk.fill();
      RelayCommand command = RelayCommand.complete(disk.folder(), "http://127.0.0.1:9");
      try (PackagedRelay refused = command.start()) {
        assertNotEquals(0, refused.exitCode(), refused::output);
        assertEquals(1, refused.lines().size(), refused::output);
        assertTrue(refused.output().contains("No space left"), refused::output);
      }
      disk.makeRoom();
      try (PackagedRelay relay = command.open()) {
        assertEquals(404, relay.get("/submissions/none").statusCode());
      }
    }
  }

  @Test
  void anEndOnAFullDiskLeavesWhatTheNextStartTakesUp() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (Tmpfs disk = Tmpfs.mount(scratch.resolve("data"), 8);
        PartnerStub partners = new PartnerStub()) {
      partners.answerBy(
          (target, about, nth) -> {
            if (about.equals("Again") && nth == 1) {
              return PartnerStub.BUSY;
            }
            answer.await(60, TimeUnit.SECONDS);
            return PartnerStub.did(target, about, nth);
          });
      RelayCommand command =
          RelayCommand.complete(disk.folder(), partners.url())
              .with("licrus.timeout", "120s")
              .with("moka.timeout", "120s");
      try (PackagedRelay relay = command.open()) {
        relay.post(PostingClient.form("both", "Both", 2));
        relay.post(PostingClient.form("again", "Again", 2));
        for (String target : List.of("licrus", "moka")) {
          await().until(() -> partners.count(target, "Both") == 1);
          await().until(() -> partners.count(target, "Again") == 2);
        }
        disk.fill();
        answer.countDown();
        await().until(() -> relay.output().contains("waits until the ledger is back"));
        relay.terminate();
        assertEquals(0, relay.exitCode(), relay::output);
      }
      try (PackagedRelay refused = command.start()) {
        // What it says of deliveries that wait may come before it says that it is open.
        await()
            .until(
                () ->
                    refused.endsWithin(Duration.ZERO)
                        || refused.output().contains("takes submissions"));
        if (!refused.output().contains("takes submissions")) {
          assertNotEquals(0, refused.exitCode(), refused::output);
          assertEquals(1, refused.lines().size(), refused::output);
        }
      }
      disk.makeRoom();
      try (PackagedRelay relay = command.open()) {
        for (String id : List.of("both", "again")) {
          JsonNode licrus = relay.awaitState(id, "licrus", "dead-lettered");
          assertEquals("OutcomeUnknown", licrus.path("resultCode").asText());
          relay.awaitState(id, "moka", "succeeded");
        }
        await().until(() -> relay.data().receipts("success/moka").size() == 2);
        assertEquals(1, partners.count("licrus", "Both"));
        assertEquals(2, partners.count("moka", "Both"));
        assertEquals(2, partners.count("licrus", "Again"));
        assertEquals(3, partners.count("moka", "Again"));
        assertEquals(List.of(), relay.data().files("inbox"));
      }
    }
  }
}
