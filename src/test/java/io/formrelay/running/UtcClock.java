package io.formrelay.running;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock of tests, which shows UTC and nothing else. */
abstract class UtcClock extends Clock {

  @Override
  public final ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public final Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
