package io.formrelay.receipt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.State;
import io.formrelay.sealing.SealedFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptFilerTest {

  @TempDir Path data;
  private final WholeFiles files = new WholeFiles();
  private final MemoryLedger ledger = new MemoryLedger();

  @AfterEach
  void end() {
    files.close();
  }

  private ReceiptFiler filer() {
    return new ReceiptFiler(
        new Receipts(data, Set.of(), SealedFields.none(), files), ledger, Duration.ofMillis(20));
  }

  private Delivery ended(String id) {
    Delivery delivery =
        ReceiptsTest.delivery(id, State.DEAD_LETTERED, Instant.parse("2026-03-02T00:00:00Z"));
    ledger.end(delivery);
    return delivery;
  }

  private long receipts() throws IOException {
    Path folder = data.resolve("dead-letter/moka");
    try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return all.count();
    }
  }

  @Test
  void aReceiptIsOnDiskAndTheLedgerKnowsWhenTheFutureCompletes() throws Exception {
    try (ReceiptFiler filer = filer()) {
      filer.file(ended("a")).get(3, TimeUnit.MINUTES);
      assertEquals(1, receipts());
      assertEquals(0, ledger.unfiledCount());
    }
  }

  @Test
  void whatACrashKeptFromTheFoldersIsFiledAtTheStart() throws IOException {
    for (int i = 0; i < 1000; i++) {
      ended("d" + i);
    }
    ReceiptFiler filer = filer();
    await().until(() -> ledger.unfiledCount() == 0);
    filer.close();
    assertEquals(1000, receipts());
  }

  @Test
  void aFullDiskHoldsNoDeliveryUpAndItsReceiptsFollow() throws Exception {
    Path inTheWay = Files.writeString(data.resolve("dead-letter"), "in the way");
    try (ReceiptFiler filer = filer()) {
      CompletableFuture<Void> filed = filer.file(ended("a"));
      assertThrows(ExecutionException.class, () -> filed.get(3, TimeUnit.MINUTES));
      assertEquals(1, ledger.unfiledCount());

      Files.delete(inTheWay);
      await().until(() -> ledger.unfiledCount() == 0);
      assertEquals(1, receipts());
      filer.file(ended("b")).get(3, TimeUnit.MINUTES);
    }
  }

  @Test
  void moreThanFitTheQueueAreAllFiledFromTheLedger() throws IOException {
    try (ReceiptFiler filer = filer()) {
      for (int i = 0; i < 5000; i++) {
        filer.file(ended("d" + i));
      }
      await().until(() -> ledger.unfiledCount() == 0);
    }
    assertEquals(5000, receipts());
  }

  @Test
  void closingFilesWhatIsQueued() throws IOException {
    ReceiptFiler filer = filer();
    for (int i = 0; i < 300; i++) {
      filer.file(ended("d" + i));
    }
    filer.close();
    assertEquals(0, ledger.unfiledCount());
    assertEquals(300, receipts());
    CompletableFuture<Void> late = filer.file(ended("late"));
    assertTrue(late.isCompletedExceptionally());
    assertFalse(Files.exists(data.resolve("dead-letter/moka/late.json")));
  }
}
