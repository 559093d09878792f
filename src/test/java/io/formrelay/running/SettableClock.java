package io.formrelay.running;

import java.time.Duration;
import java.time.Instant;

/** The time of day, which a test can put forward and back. */
final class SettableClock extends UtcClock {

  private volatile Duration ahead = Duration.ZERO;

  /** Makes the clock go this much ahead of the time of day. */
  SettableClock ahead(Duration by) {
    ahead = by;
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }
}
