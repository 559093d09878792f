package io.formrelay.running;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, which a test can put forward and back. */
final class SettableClock extends Clock {

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

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
