package io.formrelay.delivery;

import io.formrelay.partner.Reply;
import java.time.Duration;
import java.time.Instant;

/**
 * What one attempt brought: the partner's reply, else a failure, else a bare HTTP status.
 *
 * @param at when the attempt began
 * @param durationMs milliseconds from sending to the end of the answer
 * @param httpStatus the answer's status; null where there was no answer
 * @param reply what the partner's envelope says; null where there was none
 * @param failure why there is no readable answer; null where there is one
 * @param message the explanation, never null
 * @param retryAfter how long the partner asked to wait; null where it did not
 */
public record Signal(
    Instant at,
    long durationMs,
    Integer httpStatus,
    Reply reply,
    Failure failure,
    String message,
    Duration retryAfter) {

  /** What is known of an attempt that the relay itself did not see the end of. */
  static Signal interrupted(Instant began) {
    String message = "the relay stopped between sending and filing; the outcome is not known";
    return new Signal(began, 0, null, null, Failure.RELAY_STOPPED, message, null);
  }

  /** The result code that attempts and receipts show. */
  public String code() {
    if (reply != null) {
      return reply.code();
    }
    return failure != null ? failure.code() : "Http" + httpStatus;
  }

  /** The partner's number for what it did; null where there is none. */
  public String reference() {
    return reply == null ? null : reply.reference();
  }
}
