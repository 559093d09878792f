package io.formrelay.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks at a part of the relay that knows itself whether something is wrong. */
public final class TroubleSign implements Sign {

  private final Cause cause;
  private final BooleanSupplier wrong;
  private final Duration between;
  private Instant asked = Instant.MIN;
  private Instant since;

  /**
   * Asks a part.
   *
   * @param wrong whether something is wrong
   * @param between it is not asked more often than this
   */
  public TroubleSign(Cause cause, BooleanSupplier wrong, Duration between) {
    this.cause = cause;
    this.wrong = wrong;
    this.between = between;
  }

  @Override
  public Cause cause() {
    return cause;
  }

  @Override
  public Optional<Sighting> look(Instant now) {
    if (asked.equals(Instant.MIN) || asked.isAfter(now) || !asked.plus(between).isAfter(now)) {
      boolean sick = wrong.getAsBoolean();
      since = sick && since != null ? since : sick ? now : null;
      asked = now;
    }
    return Optional.of(since == null ? Sighting.WELL : Sighting.wrong(since));
  }
}
