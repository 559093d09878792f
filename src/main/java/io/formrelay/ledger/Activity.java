package io.formrelay.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * What happened at one target in one quarter of an hour.
 *
 * @param slot when that quarter began, in UTC
 * @param target the partner's name
 * @param accepted deliveries that came in
 * @param delivered attempts that succeeded
 * @param retried attempts after which another one follows
 * @param deadLettered attempts that ended in a dead letter
 */
public record Activity(
    Instant slot, String target, long accepted, long delivered, long retried, long deadLettered) {

  /** How long a slot is. */
  public static final Duration SLOT = Duration.ofMinutes(15);

  /** The beginning of the slot in which a time lies. */
  public static Instant slotOf(Instant time) {
    long length = SLOT.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length) * length);
  }

  /** Both together, in the slot and of the target of this one. */
  public Activity plus(Activity other) {
    return new Activity(
        slot,
        target,
        accepted + other.accepted,
        delivered + other.delivered,
        retried + other.retried,
        deadLettered + other.deadLettered);
  }

  /** What this one has more than another. */
  public Activity minus(Activity other) {
    return new Activity(
        slot,
        target,
        accepted - other.accepted,
        delivered - other.delivered,
        retried - other.retried,
        deadLettered - other.deadLettered);
  }

  /** Whether nothing happened. */
  public boolean isNone() {
    return accepted == 0 && delivered == 0 && retried == 0 && deadLettered == 0;
  }
}
