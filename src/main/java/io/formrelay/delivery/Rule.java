package io.formrelay.delivery;

/**
 * What a signal leads to: one line of {@code config/result-codes.yaml}.
 *
 * @param route where the delivery goes
 * @param as the result code its receipt gets instead of the signal's own; null to keep that
 * @param pauseAfter the target is paused by this many different submissions in a row; 0 for never
 * @param place where the line stands, as in {@code config/result-codes.yaml:12}; null where none
 *     does
 */
public record Rule(Route route, String as, int pauseAfter, String place) {

  /** The result code of a dead letter of which nobody knows whether the partner has done it. */
  static final String OUTCOME_UNKNOWN = "OutcomeUnknown";

  /** For a signal that the table does not know: a person has to look. */
  static final Rule UNLISTED = new Rule(Route.DEAD_LETTER, null, 0);

  /** A rule that stands in no file. */
  public Rule(Route route, String as, int pauseAfter) {
    this(route, as, pauseAfter, null);
  }

  /** Where a delivery goes after an attempt. */
  public enum Route {
    /** The partner did it. */
    SUCCESS,
    /** Try again, by the schedule. */
    RETRY,
    /** A person has to look. */
    DEAD_LETTER,
    /** The target takes nothing now; the delivery waits with it, no retry spent. */
    PAUSE,
    /** The partner may have done it: try again where that does no harm, else ask a person. */
    UNKNOWN
  }

  /** What it comes to at a target: {@link Route#UNKNOWN} is decided, everything else stays. */
  Rule at(boolean repeatable) {
    if (route != Route.UNKNOWN) {
      return this;
    }
    return repeatable
        ? new Rule(Route.RETRY, null, 0, place)
        : new Rule(Route.DEAD_LETTER, OUTCOME_UNKNOWN, 0, place);
  }

  /** Whether a delivery that has this signal may be sent again by the relay itself. */
  boolean mayRepeat() {
    return route == Route.RETRY || route == Route.PAUSE || pauseAfter > 0;
  }
}
