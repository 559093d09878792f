package io.formrelay.delivery;

/**
 * What a signal leads to: one line of {@code config/result-codes.yaml}.
 *
 * @param route where the delivery goes
 * @param as the result code its receipt gets instead of the signal's own; null to keep that
 * @param pauseAfter the target is paused by this many different submissions in a row; 0 for never
 */
public record Rule(Route route, String as, int pauseAfter) {

  /** For a signal that the table does not know: a person has to look. */
  static final Rule UNKNOWN = new Rule(Route.DEAD_LETTER, null, 0);

  /** Where a delivery goes after an attempt. */
  public enum Route {
    /** The partner did it. */
    SUCCESS,
    /** Try again, by the schedule. */
    RETRY,
    /** A person has to look. */
    DEAD_LETTER,
    /** The target takes nothing now; the delivery waits with it, no retry spent. */
    PAUSE
  }
}
