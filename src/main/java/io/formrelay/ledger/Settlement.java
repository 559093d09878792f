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
 * @param relayFailed whether the relay itself failed in the attempt, which is counted
 * @param holds whether the later deliveries of its order key wait until it was replayed or released
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
    Instant claimedAt,
    boolean relayFailed,
    boolean holds) {

  /**
   * Copies the history.
   *
   * @throws IllegalArgumentException where the state is {@code sending}, a state that has not ended
   *     lacks the time it is due, or what is no dead letter holds its order key
   */
  public Settlement {
    history = List.copyOf(history);
    if (state == State.SENDING || state.ended() == (nextAttemptAt != null)) {
      throw new IllegalArgumentException(
          "a settlement ends an attempt: " + state + ", next " + nextAttemptAt);
    }
    if (holds && state != State.DEAD_LETTERED) {
      throw new IllegalArgumentException("only a dead letter holds its order key, not " + state);
    }
  }

  /** One of an attempt that the relay saw to its end, and that holds nothing. */
  public Settlement(
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
    this(
        submissionId,
        target,
        state,
        at,
        nextAttemptAt,
        retries,
        history,
        resultCode,
        message,
        reference,
        claimedAt,
        false,
        false);
  }
}
