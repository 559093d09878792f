package io.formrelay.delivery;

import io.formrelay.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that none of a target's deliveries waits for something that will not come: the release
 * of an order key that an earlier setting held, or a time that a wrong clock has set.
 */
final class Upkeep {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** A clock that is set back by less delays nothing that anybody would notice. */
  private static final Duration JUMP = Duration.ofSeconds(1);

  private final TargetSettings target;
  private final Ledger ledger;
  private final RetrySchedule schedule;
  private final Clock clock;
  private Instant last;

  Upkeep(TargetSettings target, Ledger ledger, RetrySchedule schedule, Clock clock) {
    this.target = target;
    this.ledger = ledger;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Looks at the clock, and at the ledger the first time and whenever the clock was set back. */
  void run() {
    Instant now = clock.instant();
    if (last == null && !target.holdsOrder()) {
      for (String id : ledger.holding(target.name())) {
        ledger.release(id, target.name(), now).join();
      }
    }
    if (last == null || now.plus(JUMP).isBefore(last)) {
      bringBack(now);
    }
    last = now;
  }

  private void bringBack(Instant now) {
    int brought = ledger.bringBack(target.name(), now, now.plus(schedule.longest())).join();
    if (brought > 0) {
      LOG.warn(
          "{} deliveries to {} were due later than can be, by a clock that was wrong: due now",
          brought,
          target.name());
    }
  }
}
