package io.formrelay.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What the ledger writes down when an attempt has ended: the delivery leaves {@code sending}.
 *
 * @param submissionId the submission's id
 * @param target the partner's name
 * @param state the state it goes to, any but {@code sending}
 * @param at when the attempt ended
 * @param nextAttemptAt when it is due again; null where the state has ended
 * @param retries the retries it has spent, this one included
 * @param history every attempt so far, this one included, oldest first
 * @param resultCode the code that decided
 * @param message the explanation of that code
 * @param reference the partner's number for it; null where there is none
 * @param claimedAt when the attempt was marked {@code sending}: a settlement that comes late must
 *     not end a later attempt; null to end whichever is under way
 */
public record Settlement(
    String submissionId,
    String target,
    State state,
    Instant at,
    Instant nextAttemptAt,
    int retries,
    List<Attempt> history,
    String resultCode,
    String message,
    String reference,
    Instant claimedAt) {

  /**
   * Copies the history.
   *
   * @throws IllegalArgumentException where the state is {@code sending}, or a state that has not
   *     ended lacks the time it is due
   */
  public Settlement {
    history = List.copyOf(history);
    if (state == State.SENDING || state.ended() == (nextAttemptAt != null)) {
      throw new IllegalArgumentException(
          "a settlement ends an attempt: " + state + ", next " + nextAttemptAt);
    }
  }
}
