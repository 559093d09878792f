package io.formrelay.watching;

import io.formrelay.ledger.Activity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What happened in the last 24 hours.
 *
 * @param slotMinutes how long a slot is, in minutes
 * @param from when the first slot began
 * @param to when this was told, within the last slot
 * @param targets the partners, by their names
 */
public record LastDay(long slotMinutes, Instant from, Instant to, List<OfTarget> targets) {

  /**
   * What happened at one target.
   *
   * @param name the partner's name
   * @param slots oldest first; those in which nothing happened are left out
   */
  public record OfTarget(String name, List<Slot> slots) {}

  /**
   * What happened in one slot.
   *
   * @param at when it began
   * @param accepted deliveries that came in
   * @param delivered attempts that succeeded
   * @param retried attempts after which another one follows
   * @param deadLettered attempts that ended in a dead letter
   */
  public record Slot(Instant at, long accepted, long delivered, long retried, long deadLettered) {

    private static Slot of(Activity activity) {
      return new Slot(
          activity.slot(),
          activity.accepted(),
          activity.delivered(),
          activity.retried(),
          activity.deadLettered());
    }
  }

  static LastDay of(Collection<Activity> all, Collection<String> names, Instant from, Instant to) {
    List<OfTarget> targets =
        names.stream()
            .map(
                name ->
                    new OfTarget(
                        name,
                        all.stream()
                            .filter(each -> each.target().equals(name))
                            .map(Slot::of)
                            .toList()))
            .toList();
    return new LastDay(Activity.SLOT.toMinutes(), from, to, targets);
  }
}
