package io.formrelay.ledger;

import io.formrelay.sealing.SealedFields;
import java.time.Instant;
import java.util.List;

/**
 * One submission on its way to one target, as the ledger hands it out: claimed for an attempt,
 * found in {@code sending} after a crash, or ended and not yet filed.
 *
 * @param submissionId the submission's id
 * @param target the partner's name
 * @param source where the submission came in
 * @param receivedAt when the submission came in
 * @param body the submission's fields as JSON text
 * @param state the state it is in now
 * @param retries how many retries it has spent since it was accepted or last replayed
 * @param relayFailures the attempts in which the relay itself failed, since the same time
 * @param history the attempts that have ended, oldest first
 * @param claimedAt when its present attempt was marked {@code sending}; null in other states
 * @param completedAt when it ended; null before
 * @param resultCode the code it last ended an attempt with; null before the first
 * @param message the explanation of that code
 * @param reference the partner's number for it; null where there is none
 */
public record Delivery(
    String submissionId,
    String target,
    String source,
    Instant receivedAt,
    String body,
    State state,
    int retries,
    int relayFailures,
    List<Attempt> history,
    Instant claimedAt,
    Instant completedAt,
    String resultCode,
    String message,
    String reference) {

  /** Copies the history. */
  public Delivery {
    history = List.copyOf(history);
  }

  /** One in which the relay itself has not failed. */
  public Delivery(
      String submissionId,
      String target,
      String source,
      Instant receivedAt,
      String body,
      State state,
      int retries,
      List<Attempt> history,
      Instant claimedAt,
      Instant completedAt,
      String resultCode,
      String message,
      String reference) {
    this(
        submissionId,
        target,
        source,
        receivedAt,
        body,
        state,
        retries,
        0,
        history,
        claimedAt,
        completedAt,
        resultCode,
        message,
        reference);
  }

  /** This delivery with none of its fields sealed, as far as the keys reach. */
  Delivery opened(SealedFields sealed) {
    String open = sealed.openText(submissionId, body);
    return open.equals(body)
        ? this
        : new Delivery(
            submissionId,
            target,
            source,
            receivedAt,
            open,
            state,
            retries,
            relayFailures,
            history,
            claimedAt,
            completedAt,
            resultCode,
            message,
            reference);
  }

  /** Its end, where it has ended. */
  public Ended end() {
    return new Ended(submissionId, target, state, completedAt);
  }

  /** This delivery, marked {@code sending}. */
  Delivery claimed(Instant at) {
    return new Delivery(
        submissionId,
        target,
        source,
        receivedAt,
        body,
        State.SENDING,
        retries,
        relayFailures,
        history,
        at,
        null,
        resultCode,
        message,
        reference);
  }
}
