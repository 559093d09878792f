package io.formrelay.ledger;

import java.time.Instant;

/**
 * A dead letter as a list shows it.
 *
 * @param submissionId the submission's id
 * @param target the partner's name
 * @param source where the submission came in
 * @param receivedAt when the submission came in
 * @param attempts how many attempts were begun
 * @param resultCode the code it ended with
 * @param message the explanation of that code
 * @param reference the partner's number for it; null where there is none
 * @param body the submission's fields as JSON text
 * @param place where it stands among all dead letters
 */
public record DeadLetter(
    String submissionId,
    String target,
    String source,
    Instant receivedAt,
    int attempts,
    String resultCode,
    String message,
    String reference,
    String body,
    Place place) {

  /** When it became a dead letter. */
  public Instant completedAt() {
    return place.completedAt();
  }

  /**
   * Where a dead letter stands: they are in the order of their ends.
   *
   * @param completedAt when it became one
   * @param number tells those apart that ended together
   */
  public record Place(Instant completedAt, long number) {

    /** Before all. */
    public static final Place FIRST = new Place(Instant.EPOCH, Long.MIN_VALUE);

    /** Behind all. */
    public static final Place LAST =
        new Place(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);
  }

  /** From which end of the order a list begins. */
  public enum Order {
    /** As people look. */
    NEWEST_FIRST,
    /** As they are delivered again. */
    OLDEST_FIRST
  }
}
