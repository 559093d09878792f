package io.formrelay.watching;

import io.formrelay.ledger.DeadLetter;
import io.formrelay.ledger.DeadLetter.Order;
import io.formrelay.ledger.DeadLetter.Place;
import io.formrelay.ledger.DeadLetterFilter;
import io.formrelay.watching.DeadLetters.Replayed;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers many dead letters again, oldest first, so many a second, one job at a time.
 *
 * <p>It takes only what was a dead letter when it began, so that what fails again is not taken
 * again. It ends with the relay; what it has not come to is a dead letter still, and asking once
 * more goes on there. Safe for use by many threads.
 */
public final class BulkReplay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BulkReplay.class);

  /** How a job stands. */
  public enum Stage {
    /** There was none since the start. */
    NONE,
    /** It is under way. */
    RUNNING,
    /** It came to its end. */
    FINISHED,
    /** An operator stopped it, or the relay ended. */
    STOPPED,
    /** It gave up: see its problem. */
    FAILED
  }

  /**
   * How far a job has come.
   *
   * @param stage how it stands
   * @param search which dead letters it takes, in words
   * @param startedAt when it began; null where there was none
   * @param endedAt when it ended; null before
   * @param total how many dead letters there were when it began; 0 while they are being counted
   * @param done how many of them are pending again
   * @param failed how many could not be taken back, as by then they were no dead letters any more
   * @param problem why it gave up; null where it did not
   */
  public record Progress(
      Stage stage,
      String search,
      Instant startedAt,
      Instant endedAt,
      long total,
      long done,
      long failed,
      String problem) {}

  private final DeadLetters deadLetters;
  private final Clock clock;
  private final long pauseNanos;
  private Progress progress = new Progress(Stage.NONE, "", null, null, 0, 0, 0, null);
  private DeadLetterSearch running;
  private CountDownLatch stop = new CountDownLatch(0);
  private Thread thread;

  /**
   * Makes a job that waits to be asked.
   *
   * @param perSecond how many dead letters a second at the most, at least 1
   */
  public BulkReplay(DeadLetters deadLetters, int perSecond, Clock clock) {
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /**
   * Begins, unless the very same is under way already.
   *
   * @return how far it has come
   * @throws IllegalStateException where another one is under way
   */
  public Progress start(DeadLetterSearch search) {
    Instant now = clock.instant();
    CountDownLatch signal = new CountDownLatch(1);
    synchronized (this) {
      if (progress.stage() == Stage.RUNNING) {
        if (!search.equals(running)) {
          throw new IllegalStateException("another replay is under way: " + progress.search());
        }
        return progress;
      }
      running = search;
      stop = signal;
      progress = new Progress(Stage.RUNNING, search.described(), now, null, 0, 0, 0, null);
    }
    long total;
    try {
      // Among many dead letters this takes a while, and nobody has to wait for it.
      total = count(search);
    } catch (RuntimeException e) {
      end(Stage.FAILED, e.getMessage());
      throw e;
    }
    return begin(search, now, total, signal);
  }

  private long count(DeadLetterSearch search) {
    return deadLetters.dryRun(search).values().stream()
        .flatMap(codes -> codes.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  private synchronized Progress begin(
      DeadLetterSearch search, Instant now, long total, CountDownLatch signal) {
    DeadLetterFilter filter = search.toReplay(now);
    progress = new Progress(Stage.RUNNING, search.described(), now, null, total, 0, 0, null);
    thread = new Thread(() -> run(filter, search.text(), signal), "bulk-replay");
    thread.setDaemon(true);
    thread.start();
    LOG.info("{} dead letters are delivered again ({})", total, search.described());
    return progress;
  }

  /** How far the last job has come. */
  public synchronized Progress progress() {
    return progress;
  }

  /** Stops the job that is under way, if any. */
  public synchronized Progress stop() {
    stop.countDown();
    return progress;
  }

  @Override
  public void close() {
    stop();
    Thread last;
    synchronized (this) {
      last = thread;
    }
    try {
      if (last != null) {
        last.join(TimeUnit.SECONDS.toMillis(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(DeadLetterFilter filter, String text, CountDownLatch signal) {
    Stage end = Stage.FAILED;
    String problem = null;
    try {
      deadLetters.scan(
          filter,
          Order.OLDEST_FIRST,
          Place.FIRST,
          text,
          Integer.MAX_VALUE,
          letter -> replay(letter, signal));
      end = Stage.FINISHED;
    } catch (StoppedException e) {
      end = Stage.STOPPED;
    } catch (RuntimeException e) {
      problem = e.getMessage();
      LOG.error("the replay of dead letters gave up; asked again it goes on there", e);
    } finally {
      end(end, problem);
    }
  }

  private void replay(DeadLetter letter, CountDownLatch signal) {
    long begun = System.nanoTime();
    if (signal.getCount() == 0) {
      throw new StoppedException();
    }
    count(deadLetters.replay(letter.submissionId(), letter.target()) == Replayed.PENDING);
    try {
      if (signal.await(pauseNanos - (System.nanoTime() - begun), TimeUnit.NANOSECONDS)) {
        throw new StoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private synchronized void count(boolean done) {
    Progress was = progress;
    progress =
        new Progress(
            was.stage(),
            was.search(),
            was.startedAt(),
            null,
            was.total(),
            was.done() + (done ? 1 : 0),
            was.failed() + (done ? 0 : 1),
            null);
  }

  private synchronized void end(Stage stage, String problem) {
    Progress was = progress;
    progress =
        new Progress(
            stage,
            was.search(),
            was.startedAt(),
            clock.instant(),
            was.total(),
            was.done(),
            was.failed(),
            problem);
    LOG.info("the replay of dead letters has ended: {}", progress);
  }

  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
