package io.formrelay.watching;

import io.formrelay.delivery.Target;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Reports a target as down where deliveries are long overdue and none ends: work does not move. A
 * long queue that moves is no such case, and a paused target has a check of its own.
 */
public final class OverdueHealth extends AbstractHealthCheck {

  private final Target target;
  private final TargetCounts counts;
  private final Ledger ledger;
  private final Duration longest;
  private final Clock clock;
  private final Instant started;

  /** Watches a target, whose deliveries shall not stand still longer than this. */
  public OverdueHealth(
      Target target, TargetCounts counts, Ledger ledger, Duration longest, Clock clock) {
    super("formrelay", "overdue-" + target.settings().name());
    this.target = target;
    this.counts = counts;
    this.ledger = ledger;
    this.longest = longest;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    String name = target.settings().name();
    Instant now = clock.instant();
    try {
      Instant due = ledger.nextDue(name).orElse(now);
      Instant moved = counts.lastEnded() == null ? started : counts.lastEnded();
      Instant still = due.isAfter(moved) ? due : moved;
      long overdue = Math.max(0, Duration.between(due, now).toSeconds());
      builder.detail("overdueSeconds", overdue);
      if (target.gate().paused().isEmpty()
          && due.isBefore(now)
          && still.plus(longest).isBefore(now)) {
        builder
            .down()
            .message("deliveries to " + name + " are overdue by " + overdue + " s, and none ends");
      } else {
        builder.up();
      }
    } catch (LedgerException e) {
      builder.down().message(e.getMessage());
    }
  }
}
