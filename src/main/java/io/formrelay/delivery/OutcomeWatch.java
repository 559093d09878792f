package io.formrelay.delivery;

import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.SubmissionStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets a caller wait until every delivery of a submission has ended.
 *
 * <p>It is told of deliveries that end in this relay and looks at the ledger twice a second for
 * those that end in another one.
 */
public final class OutcomeWatch implements AutoCloseable {

  private static final long LOOK_EVERY_MS = 500;

  private final Ledger ledger;
  private final int most;
  private final Map<CompletableFuture<Boolean>, String> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "outcome-watch");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Watches a ledger.
   *
   * @param ledger where outcomes stand
   * @param most how many may wait at once; one more does not wait at all
   */
  public OutcomeWatch(Ledger ledger, int most) {
    this.ledger = ledger;
    this.most = most;
    looks.scheduleWithFixedDelay(
        this::lookAtAll, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for a submission. No thread waits here; a call at the HTTP door still holds one of the
   * server's, which is why not many may wait at once.
   *
   * @param id the submission's id
   * @param atMost how long to wait
   * @return completes on a thread of this watch, with whether every delivery has ended
   */
  public CompletableFuture<Boolean> ended(String id, Duration atMost) {
    CompletableFuture<Boolean> waiter = new CompletableFuture<>();
    if (waiting.size() >= most) {
      waiter.complete(false);
      return waiter;
    }
    waiting.put(waiter, id);
    looks.schedule(() -> end(waiter, false), atMost.toMillis(), TimeUnit.MILLISECONDS);
    looks.execute(() -> look(waiter, id));
    return waiter;
  }

  /** Is told that a delivery of a submission has ended. */
  void ended(String id) {
    if (waiting.containsValue(id)) {
      looks.execute(this::lookAtAll);
    }
  }

  private void lookAtAll() {
    waiting.forEach(this::look);
  }

  private void look(CompletableFuture<Boolean> waiter, String id) {
    try {
      if (ledger.find(id).map(SubmissionStatus::state).filter(state -> state.ended()).isPresent()) {
        end(waiter, true);
      }
    } catch (LedgerException away) {
      // the next look asks again
    }
  }

  private void end(CompletableFuture<Boolean> waiter, boolean ended) {
    waiting.remove(waiter);
    waiter.complete(ended);
  }

  @Override
  public void close() {
    looks.shutdownNow();
    waiting.keySet().forEach(waiter -> end(waiter, false));
  }
}
