package io.formrelay.delivery;

import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a delivery at which the relay itself has failed, and not the partner.
 *
 * <p>It is tried again by the retry schedule, three times in all, and is then a dead letter {@value
 * #CODE}. Where the request may have left and the target is not repeatable there is no second try:
 * then the outcome is unknown.
 */
final class RelayFailed {

  private static final String CODE = "RelayFailed";
  private static final int TRIES = 3;

  private final RetrySchedule schedule;
  private final Clock clock;

  /** Tries again by this schedule. */
  RelayFailed(RetrySchedule schedule, Clock clock) {
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * What the ledger shall write.
   *
   * @param delivery as it was claimed
   * @param began when the attempt began
   * @param failure what was thrown; its own message is not repeated, since it may hold what the
   *     request was built from
   * @param left whether the request may have reached the partner
   */
  Settlement settlement(
      TargetSettings target, Delivery delivery, Instant began, Throwable failure, boolean left) {
    Instant now = clock.instant();
    String reason = "the relay failed: " + Thrown.inWords(failure);
    long took = Math.max(0, Duration.between(began, now).toMillis());
    List<Attempt> history = new ArrayList<>(delivery.history());
    history.add(new Attempt(began, null, CODE, reason, took));
    boolean unknown = left && !target.repeatable();
    boolean again = !unknown && delivery.relayFailures() + 1 < TRIES;
    Duration delay = schedule.delayAfterOwnFailure(delivery.retries());
    return new Settlement(
        delivery.submissionId(),
        delivery.target(),
        again ? State.RETRYING : State.DEAD_LETTERED,
        now,
        again ? now.plus(delay) : null,
        delivery.retries() + (again ? 1 : 0),
        history,
        unknown ? Rule.OUTCOME_UNKNOWN : CODE,
        unknown ? OutcomeUnknown.message(target.name(), began, reason) : reason,
        delivery.reference(),
        delivery.claimedAt(),
        true,
        !again && target.holdsOrder());
  }
}
