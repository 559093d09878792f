package io.formrelay.door;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far one claimed file has come; several threads tell of its elements. */
final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Claim claim;
  private final Runnable done;
  private final Consumer<Intake> ended;

  /** The elements under way, and one more for the reading of the file itself. */
  private final AtomicLong open = new AtomicLong(1);

  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean postponed;
  private volatile long size;
  private volatile long read;
  private volatile Instant begunAt;
  private volatile Instant endedAt;
  private Instant toldAt;

  /**
   * Begins with the reading.
   *
   * @param claim the file
   * @param done is run when the file is dealt with
   * @param ended is told once, when all that was begun has ended
   */
  Intake(Claim claim, Runnable done, Consumer<Intake> ended) {
    this.claim = claim;
    this.done = done;
    this.ended = ended;
  }

  Claim claim() {
    return claim;
  }

  /** Notes how large the file is as its reading begins. */
  void noteSize() throws IOException {
    size = Files.size(claim.path());
  }

  /** A writer that had stopped for long may go on after all: then there is more to accept. */
  boolean hasGrown() {
    try {
      return Files.size(claim.path()) != size;
    } catch (IOException e) {
      return false;
    }
  }

  void noteBegin(Instant now) {
    begunAt = now;
    toldAt = now;
  }

  void noteRead(long bytes) {
    read = bytes;
  }

  void noteEnd(Instant now) {
    endedAt = now;
  }

  /** Whether the log has not told of it for so long; then it is about to. */
  boolean isToTell(Instant now, Duration between) {
    boolean tell = !now.isBefore(toldAt.plus(between));
    toldAt = tell ? now : toldAt;
    return tell;
  }

  /** An element is under way. */
  void begin() {
    open.incrementAndGet();
  }

  /** An element that was under way, or the reading, has ended. */
  void end() {
    if (open.decrementAndGet() == 0) {
      ended.accept(this);
    }
  }

  void countAccepted() {
    accepted.incrementAndGet();
  }

  void countRefused() {
    refused.incrementAndGet();
  }

  /** The file stays and is taken up again from its beginning. */
  void postpone() {
    postponed = true;
  }

  boolean isPostponed() {
    return postponed;
  }

  /** Lets the file go. */
  void release() {
    done.run();
  }

  /** How far it has come. */
  BatchProgress progress() {
    Instant ended = endedAt;
    BatchProgress.Stage over =
        postponed ? BatchProgress.Stage.STOPPED : BatchProgress.Stage.FINISHED;
    return new BatchProgress(
        claim.name(),
        ended == null ? BatchProgress.Stage.RUNNING : over,
        size,
        ended == null || postponed ? read : size,
        accepted.get(),
        refused.get(),
        begunAt,
        ended);
  }

  /** How far it has come, for the log. */
  @Override
  public String toString() {
    return claim.name()
        + ": "
        + read
        + " of "
        + size
        + " bytes read, "
        + accepted
        + " accepted, "
        + refused
        + " refused";
  }

  /** Tells in the log what became of the file; of a single good submission the ledger tells. */
  void report() {
    if (refused.get() > 0) {
      LOG.warn("{}: {} accepted, {} refused", claim.name(), accepted, refused);
    } else if (accepted.get() != 1) {
      LOG.info("{}: {} accepted", claim.name(), accepted);
    }
  }
}
