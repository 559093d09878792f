package io.formrelay.ledger;

import io.formrelay.failpoint.FailPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that wait for the disk. Whatever has queued up while one transaction was being synced
 * goes into the next, so that a busy ledger syncs once for hundreds of changes.
 */
final class CommitQueue {

  private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);
  private static final int MOST_TOGETHER = 500;
  private static final int MOST_WAITING = 16_384;
  // New work is refused long before the end of work under way has no room left.
  private static final int MOST_WAITING_ENTERS = 4_096;

  private final BlockingQueue<Change<?>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean draining = new AtomicBoolean();
  private final ChangeWriter writer;
  private final Database database;
  private final ExecutorService thread;
  private final Consumer<Runnable> notifier;
  private final Consumer<String> listeners;
  private volatile String failing;

  /**
   * Makes an empty queue.
   *
   * @param thread the one thread that writes
   * @param notifier runs what waits for a commit, apart from the thread that writes
   * @param listeners hears of each target that has work
   */
  CommitQueue(
      ChangeWriter writer,
      Database database,
      ExecutorService thread,
      Consumer<Runnable> notifier,
      Consumer<String> listeners) {
    this.writer = writer;
    this.database = database;
    this.thread = thread;
    this.notifier = notifier;
    this.listeners = listeners;
  }

  /** Takes a change in, or fails it where there is no room or the ledger is closed. */
  void submit(Change<?> change) {
    boolean full = change instanceof Change.Enter && waiting.size() >= MOST_WAITING_ENTERS;
    if (full || !waiting.offer(change)) {
      change.done().completeExceptionally(new LedgerException("too many changes wait", null));
      return;
    }
    wake();
  }

  /** Why the last transaction could not be written; empty where it was. */
  Optional<String> failing() {
    return Optional.ofNullable(failing);
  }

  private void wake() {
    if (!draining.compareAndSet(false, true)) {
      return;
    }
    try {
      thread.execute(this::drain);
    } catch (RejectedExecutionException e) {
      draining.set(false);
      refuseWaiting();
    }
  }

  private void drain() {
    do {
      List<Change<?>> batch = new ArrayList<>(MOST_TOGETHER);
      while (waiting.drainTo(batch, MOST_TOGETHER) > 0) {
        commit(batch);
        batch = new ArrayList<>(MOST_TOGETHER);
      }
      draining.set(false);
      // What came in after the last look found this thread still draining and did not wake it.
    } while (!waiting.isEmpty() && draining.compareAndSet(false, true));
  }

  private void refuseWaiting() {
    LedgerException reason = new LedgerException("the ledger is closed", null);
    Change<?> late = waiting.poll();
    while (late != null) {
      late.done().completeExceptionally(reason);
      late = waiting.poll();
    }
  }

  private void commit(List<Change<?>> batch) {
    try {
      write(batch);
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1 || e instanceof Error || database.fault(e) == Fault.DATABASE) {
        fail(batch, e);
      } else {
        commitEach(batch);
      }
    }
  }

  /** So that one change the database refuses does not fail its neighbours. */
  private void commitEach(List<Change<?>> batch) {
    for (int i = 0; i < batch.size(); i++) {
      try {
        write(batch.subList(i, i + 1));
      } catch (RuntimeException | Error e) {
        if (e instanceof Error || database.fault(e) == Fault.DATABASE) {
          fail(batch.subList(i, batch.size()), e);
          return;
        }
        fail(batch.subList(i, i + 1), e);
      }
    }
  }

  private void write(List<Change<?>> changes) {
    Outcomes outcomes = writer.write(changes, failing != null);
    FailPoint.COMMITTED.reached();
    notifier.accept(() -> outcomes.announce(listeners));
    if (failing != null) {
      failing = null;
      LOG.info("the ledger can be written again");
    }
    database.tidy();
  }

  private void fail(List<Change<?>> changes, Throwable failure) {
    LedgerException reason = Failures.ledger("the ledger could not be written", failure);
    List<Change<?>> failed = List.copyOf(changes);
    notifier.accept(() -> failed.forEach(each -> each.done().completeExceptionally(reason)));
    if (database.fault(failure) != Fault.CHANGE) {
      if (failing == null) {
        LOG.warn(reason.getMessage());
      }
      failing = reason.getMessage();
    }
  }
}
