package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is copied while it works, lost, and put back. */
class BackupIT {

  private static final int LINES = 150;

  @TempDir Path scratch;

  @Test
  void whatWasLostAfterABackupUnderLoadIsKnownAgainOrSaidToBeUnknownAndNothingIsSentTwice()
      throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (PartnerStub partners = new PartnerStub()) {
      partners.answerBy(
          (target, about, nth) -> {
            over.await(about.startsWith("Slow") ? 600_000 : 30, TimeUnit.MILLISECONDS);
            return PartnerStub.did(target, about, nth);
          });
      RelayCommand command =
          RelayCommand.complete(scratch.resolve("data"), partners.url())
              .with("licrus.timeout", "600s");
      PostingClient client = new PostingClient(command.port(), 1_000);
      Set<String> before;
      try (PackagedRelay relay = command.open()) {
        relay.post(PostingClient.form("slow", "Slow", 0));
        client.start();
        relay.data().drop("before.jsonl", lines("Before"));
        await().until(() -> relay.data().receipts("success").size() > 30);
        before = new TreeSet<>(client.acknowledged().keySet());
        backUp(command);
        relay.data().drop("after.jsonl", lines("After"));
        int receipts = relay.data().receipts("success").size();
        await().until(() -> relay.data().receipts("success").size() > receipts + 60);
        client.stop();
        client.awaitEnd();
        relay.kill();
      }
      for (String file : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
        Files.deleteIfExists(scratch.resolve("data").resolve(file));
      }
      assertRefused(command, "is missing, and this relay has used it before");

      try (PackagedRelay restore =
          command.carryOut("restore", scratch.resolve("backup").toString())) {
        assertEquals(0, restore.exitCode(), restore::output);
        assertTrue(restore.output().contains("has no receipt is not known"), restore::output);
      }

      over.countDown();
      try (PackagedRelay relay = command.open()) {
        JsonNode slow = relay.awaitState("slow", "licrus", "dead-lettered");
        assertEquals("OutcomeUnknown", slow.path("resultCode").asText());
        assertTrue(slow.path("message").asText().contains("backup"), slow::toString);
        for (String id : before) {
          await(id).until(() -> ended(relay.status(id)));
        }
        for (JsonNode receipt : relay.data().receipts("success")) {
          String target = receipt.path("target").asText();
          assertEquals(
              "succeeded",
              relay.delivery(receipt.path("id").asText(), target).path("status").asText());
        }
        relay.post(PostingClient.form("last", "Last", 0));
        relay.awaitState("last", "licrus", "succeeded");
      }
      for (String name : partners.asked("licrus")) {
        assertEquals(1, partners.count("licrus", name), name);
      }
    } finally {
      over.countDown();
    }
  }

  private static boolean ended(JsonNode status) {
    String overall = status.path("status").asText();
    return overall.equals("succeeded") || overall.equals("dead-lettered");
  }

  private void backUp(RelayCommand command) throws Exception {
    Path folder = scratch.resolve("backup");
    try (PackagedRelay backup = command.carryOut("backup", folder.toString())) {
      assertEquals(0, backup.exitCode(), backup::output);
      assertTrue(backup.output().startsWith("The ledger with its "), backup::output);
      assertTrue(backup.output().contains("data/.encryption-key"), backup::output);
    }
    for (String file : List.of("ledger.db", ".relay")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))));
    }
    try (PackagedRelay again = command.carryOut("backup", folder.toString())) {
      assertEquals(1, again.exitCode(), again::output);
      assertTrue(again.output().contains("is not empty"), again::output);
    }
    try (PackagedRelay running = command.carryOut("restore", folder.toString())) {
      assertEquals(2, running.exitCode(), running::output);
      assertTrue(running.output().contains("another relay works in"), running::output);
    }
  }

  private static void assertRefused(RelayCommand command, String reason) throws Exception {
    try (PackagedRelay refused = command.start()) {
      assertEquals(1, refused.exitCode(), refused::output);
      assertEquals(1, refused.lines().size(), refused::output);
      assertTrue(refused.output().contains(reason), refused::output);
    }
  }

  @Test
  void aLedgerThatIsDamagedStopsTheStartInOneLineAndIsKeptAsideByARestore() throws Exception {
    Path data = scratch.resolve("data");
    // So that it has not ended, with all its retries spent, before the relay is dead.
    RelayCommand command =
        RelayCommand.complete(data, "http://127.0.0.1:9").with("retry.delays", "1h");
    try (PackagedRelay relay = command.open()) {
      relay.post(PostingClient.form("one", "One", 1));
      relay.kill();
    }
    try (PackagedRelay backup = command.carryOut("backup", scratch.resolve("backup").toString())) {
      assertEquals(0, backup.exitCode(), backup::output);
    }
    Files.write(data.resolve("ledger.db"), new byte[] {1, 2, 3});
    Files.deleteIfExists(data.resolve("ledger.db-wal"));
    assertRefused(command, "is damaged (");

    try (PackagedRelay restore =
        command.carryOut("restore", scratch.resolve("backup").toString())) {
      assertEquals(0, restore.exitCode(), restore::output);
      assertTrue(restore.output().contains("1 deliveries are sent again"), restore::output);
    }

    try (PackagedRelay relay = command.open()) {
      assertFalse(relay.status("one").path("deliveries").path("moka").isMissingNode());
    }
    assertEquals(
        1,
        new DataFolder(data)
            .files("").stream()
                .filter(each -> each.toString().contains("before-restore-"))
                .filter(each -> each.endsWith("ledger.db"))
                .count());
  }

  @Test
  void aLedgerInPostgresqlIsLeftToItsOwnPrograms() throws Exception {
    RelayCommand command =
        RelayCommand.complete(scratch.resolve("data"), "http://127.0.0.1:9")
            .with("store.url", "jdbc:postgresql://db.example:5432/forms?sslmode=require")
            .with("store.username", "relay");
    try (PackagedRelay backup = command.carryOut("backup", "to")) {
      assertEquals(1, backup.exitCode(), backup::output);
      assertEquals(
          "formrelay: the ledger stands in PostgreSQL; copy it with: pg_dump --format=custom"
              + " --file=to/ledger.dump --username=relay"
              + " --dbname=postgresql://db.example:5432/forms",
          backup.output().strip());
    }
  }

  private static String lines(String name) {
    return IntStream.range(0, LINES)
        .mapToObj(
            n ->
                """
                {"CustomerFullName": "%s %d", "CustomerMobilePhone": "5301231212", \
                "ProductNameList": ["WT 65"]}
                """
                    .formatted(name, n))
        .collect(Collectors.joining());
  }
}
