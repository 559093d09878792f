package io.formrelay.tracing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that traces are lost, once an hour at most, and that they arrive again. */
final class HourlyWord {

  private static final Logger LOG = LoggerFactory.getLogger(HourlyWord.class);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Clock clock;
  private Instant said;
  private boolean lost;
  private boolean ended;

  HourlyWord(Clock clock) {
    this.clock = clock;
  }

  /**
   * Traces were lost.
   *
   * @param why may repeat what a collector says: it is shown at DEBUG alone; null where it is not
   *     known
   */
  synchronized void lost(Throwable why) {
    if (ended) {
      return;
    }
    Instant now = clock.instant();
    if (said == null || Duration.between(said, now).abs().compareTo(HOUR) >= 0) {
      said = now;
      lost = true;
      LOG.warn("telemetry.otlp: traces do not arrive there and are lost; deliveries go on");
    }
    LOG.debug("traces are lost", why);
  }

  /** Traces arrived. */
  synchronized void arrived() {
    if (lost && !ended) {
      lost = false;
      LOG.info("telemetry.otlp: traces arrive again");
    }
  }

  /** Says nothing more: what is still on its way then is given up. */
  synchronized void end() {
    ended = true;
  }
}
