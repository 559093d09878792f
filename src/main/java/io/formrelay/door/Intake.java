package io.formrelay.door;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** How far one claimed file has come; several threads tell of its elements. */
final class Intake {

  private final Claim claim;
  private final Runnable done;
  private final Consumer<Intake> ended;

  /** The elements under way, and one more for the reading of the file itself. */
  private final AtomicLong open = new AtomicLong(1);

  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean postponed;
  private volatile long size;

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

  /** Notes how large the file was when its reading began. */
  void size(long bytes) {
    size = bytes;
  }

  long size() {
    return size;
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

  long accepted() {
    return accepted.get();
  }

  long refused() {
    return refused.get();
  }
}
