package io.formrelay.ledger;

import java.util.Locale;

/** Where a delivery stands. A delivery is in exactly one state at every instant. */
public enum State {
  /** Waits for its first attempt, or for an earlier delivery of the same order key. */
  PENDING,
  /** Committed before the request leaves: from here on the partner may have seen it. */
  SENDING,
  /** Waits for its next attempt. */
  RETRYING,
  /** Ended well. */
  SUCCEEDED,
  /** Ended and needs a person. */
  DEAD_LETTERED;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name that users see and the ledger keeps, as in {@code dead-lettered}. */
  public String text() {
    return text;
  }

  /** Whether no attempt will follow unless a person asks for one. */
  public boolean ended() {
    return this == SUCCEEDED || this == DEAD_LETTERED;
  }

  /**
   * The state of a name.
   *
   * @throws IllegalArgumentException where there is no such state
   */
  public static State of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
