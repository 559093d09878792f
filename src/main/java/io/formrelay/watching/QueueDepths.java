package io.formrelay.watching;

import io.formrelay.ledger.DeadLetterFilter;
import io.formrelay.ledger.Drop;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much waits in the ledger. Counting a million rows takes most of a second, so that it is done
 * in the background, only while somebody looks, and at most every other second.
 */
public final class QueueDepths implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueDepths.class);
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration STALE = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** What is not known. */
  static final long UNKNOWN = -1;

  /**
   * How much of one target's waits.
   *
   * @param pending deliveries that wait for their first attempt; -1 where that is not known
   * @param sending deliveries that are being sent; -1 where that is not known
   * @param retrying deliveries that wait for their next attempt; -1 where that is not known
   * @param deadLetters dead letters, dropped ones aside; -1 where that is not known
   * @param oldestOpen when the oldest submission that has not ended came in; null where there is
   *     none
   */
  public record Depth(
      long pending, long sending, long retrying, long deadLetters, Instant oldestOpen) {

    private static final Depth NONE = new Depth(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, null);
  }

  private record Look(Instant at, Map<String, Depth> depths) {}

  private final Ledger ledger;
  private final Collection<String> targets;
  private final Clock clock;
  private final ExecutorService thread;
  private volatile Look last = new Look(Instant.EPOCH, Map.of());
  private CompletableFuture<Void> looking = CompletableFuture.completedFuture(null);

  /** Looks at the queues of these targets. */
  public QueueDepths(Ledger ledger, Collection<String> targets, Clock clock) {
    this.ledger = ledger;
    this.targets = List.copyOf(targets);
    this.clock = clock;
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread counting = new Thread(work, "queue-depths");
              counting.setDaemon(true);
              return counting;
            });
    one.allowCoreThreadTimeOut(true);
    this.thread = one;
  }

  /**
   * How much waits, as of some seconds ago. The first who looks after a while waits for the count,
   * 2 seconds at the most.
   */
  public Map<String, Depth> now() {
    Duration age = Duration.between(last.at(), clock.instant());
    if (age.compareTo(FRESH) > 0) {
      CompletableFuture<Void> look = look();
      if (age.compareTo(STALE) > 0) {
        look.copy().completeOnTimeout(null, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS).join();
      }
    }
    return last.depths();
  }

  /** How much of one target's waits. */
  public Depth of(String target) {
    return now().getOrDefault(target, Depth.NONE);
  }

  private synchronized CompletableFuture<Void> look() {
    if (looking.isDone() && !thread.isShutdown()) {
      looking = CompletableFuture.runAsync(this::count, thread);
    }
    return looking;
  }

  private void count() {
    try {
      Map<String, Map<State, Long>> open = ledger.open();
      Map<String, Map<String, Long>> dead = ledger.deadLetterCounts(DeadLetterFilter.ALL);
      Map<String, Depth> depths = new TreeMap<>();
      for (String target : targets) {
        depths.put(
            target,
            depth(
                target, open.getOrDefault(target, Map.of()), dead.getOrDefault(target, Map.of())));
      }
      last = new Look(clock.instant(), depths);
    } catch (RuntimeException e) {
      // Old numbers that look fresh would hide that nothing moves.
      last = new Look(clock.instant(), Map.of());
      LOG.debug("what waits in the ledger could not be counted", e);
    }
  }

  private Depth depth(String target, Map<State, Long> open, Map<String, Long> dead) {
    long dropped = dead.getOrDefault(Drop.CODE, 0L);
    return new Depth(
        open.getOrDefault(State.PENDING, 0L),
        open.getOrDefault(State.SENDING, 0L),
        open.getOrDefault(State.RETRYING, 0L),
        dead.values().stream().mapToLong(Long::longValue).sum() - dropped,
        ledger.oldestOpen(target).orElse(null));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
