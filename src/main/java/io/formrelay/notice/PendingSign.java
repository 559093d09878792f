package io.formrelay.notice;

import io.formrelay.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks whether the oldest submission for a target is open for too long, for whatever reason. */
public final class PendingSign implements Sign {

  private final String target;
  private final Ledger ledger;
  private final Duration longest;

  /** Looks at a target, whose submissions shall not stay open for longer than this. */
  public PendingSign(String target, Ledger ledger, Duration longest) {
    this.target = target;
    this.ledger = ledger;
    this.longest = longest;
  }

  @Override
  public Cause cause() {
    return new Cause(Cause.Kind.OLDEST_PENDING, target);
  }

  @Override
  public Optional<Sighting> look(Instant now) {
    return Optional.of(
        ledger
            .oldestOpen(target)
            .filter(came -> came.plus(longest).isBefore(now))
            .map(Sighting::wrong)
            .orElse(Sighting.WELL));
  }
}
