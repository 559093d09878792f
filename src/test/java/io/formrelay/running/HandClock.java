package io.formrelay.running;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test moves it. */
public final class HandClock extends UtcClock {

  private volatile Instant now;

  /** Stands at this time. */
  public HandClock(Instant now) {
    this.now = now;
  }

  /** Puts it to a time. */
  public void at(Instant then) {
    now = then;
  }

  /** Puts it forward, or back by less than nothing. */
  public void forward(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
