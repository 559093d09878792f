package io.formrelay.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues of a ledger's changes, one for each transaction that may write at a time, and the
 * threads that empty them. Changes that share a lane share a queue.
 */
final class CommitQueues implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitQueues.class);

  private final Database database;
  private final ExecutorService notifier = thread("ledger-notify");
  private final List<ExecutorService> threads;
  private final List<CommitQueue> queues;

  /**
   * Starts to write.
   *
   * @param writers makes one for each queue
   * @param due hears of each target that has work
   */
  CommitQueues(Database database, Supplier<ChangeWriter> writers, Consumer<String> due) {
    this.database = database;
    this.threads =
        IntStream.range(0, database.writers()).mapToObj(i -> thread("ledger-write-" + i)).toList();
    this.queues =
        threads.stream()
            .map(each -> new CommitQueue(writers.get(), database, each, notifier::execute, due))
            .toList();
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Takes a change in; a damaged ledger refuses one that begins something. */
  <T> CompletableFuture<T> submit(Change<T> change) {
    Optional<String> damage = change.beginsWork() ? database.damage() : Optional.empty();
    if (damage.isPresent()) {
      change.done().completeExceptionally(new LedgerException(damage.get(), null));
    } else {
      queues.get(Math.floorMod(change.lane().hashCode(), queues.size())).submit(change);
    }
    return change.done();
  }

  /** What {@link Ledger#trouble} says. */
  Optional<String> trouble() {
    Optional<String> damage = database.damage();
    if (damage.isPresent()) {
      return damage;
    }
    Optional<String> failing =
        queues.stream().map(CommitQueue::failing).flatMap(Optional::stream).findFirst();
    if (failing.isPresent()) {
      // Nobody's claim finds nothing, and shows whether a transaction can be committed.
      queues.forEach(queue -> queue.submit(new Change.Claim("", 1, Instant.EPOCH)));
    }
    return failing;
  }

  /** Commits what is queued, and tells what came of it. */
  @Override
  public void close() {
    threads.forEach(CommitQueues::finish);
    finish(notifier);
  }

  private static void finish(ExecutorService thread) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("the ledger did not finish within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
