package io.formrelay.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * Where a submission stands.
 *
 * @param id the submission's id
 * @param receivedAt when it came in
 * @param source where it came in
 * @param deliveries its deliveries by target, in the order of their targets' names
 */
public record SubmissionStatus(
    String id, Instant receivedAt, String source, Map<String, DeliveryStatus> deliveries) {

  /** Pending until all have ended; then succeeded if all did, else dead-lettered. */
  public State state() {
    if (!deliveries.values().stream().allMatch(delivery -> delivery.state().ended())) {
      return State.PENDING;
    }
    return deliveries.values().stream().allMatch(each -> each.state() == State.SUCCEEDED)
        ? State.SUCCEEDED
        : State.DEAD_LETTERED;
  }

  /**
   * Where one delivery stands.
   *
   * @param state its state
   * @param attempts how many attempts were begun
   * @param nextAttemptAt when it is due; null where it has ended, is being sent, or waits for an
   *     earlier delivery of the same order key
   * @param resultCode the code it last ended an attempt with; null before the first
   * @param message the explanation of that code; null before the first
   * @param reference the partner's number for it; null where there is none
   */
  public record DeliveryStatus(
      State state,
      int attempts,
      Instant nextAttemptAt,
      String resultCode,
      String message,
      String reference) {}
}
