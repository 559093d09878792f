package io.formrelay.door;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The large files that are being accepted, and those that lately were. A file counts as large from
 * its thousandth element on; smaller ones are gone before anybody looks. Safe for use by many
 * threads.
 */
public final class Batches {

  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
  private static final long LARGE = 1_000;
  private static final int REMEMBERED = 20;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Clock clock;
  private final Deque<Intake> shown = new ArrayDeque<>();

  /** Remembers none yet. */
  public Batches(Clock clock) {
    this.clock = clock;
  }

  /** How the last ones stand, the newest first, 20 at the most. */
  public synchronized List<BatchProgress> progress() {
    return shown.stream().map(Intake::progress).toList();
  }

  /** The reading of a file begins. */
  void begin(Intake intake) {
    intake.noteBegin(clock.instant());
  }

  /** An element has been read; one thread does so. */
  void read(Intake intake, Elements.Element element) {
    intake.noteRead(element.offset() + element.length());
    if (element.number() == LARGE) {
      show(intake);
    }
    if (element.number() >= LARGE && intake.isToTell(clock.instant(), BETWEEN_LINES)) {
      LOG.info("{}", intake);
    }
  }

  /** All that was begun of a file has ended. */
  void end(Intake intake) {
    intake.noteEnd(clock.instant());
  }

  /** One that is walked again takes the place of its first walk. */
  private synchronized void show(Intake intake) {
    shown.removeIf(each -> each.claim().path().equals(intake.claim().path()));
    shown.addFirst(intake);
    if (shown.size() > REMEMBERED) {
      shown.removeLast();
    }
  }
}
