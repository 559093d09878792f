package io.formrelay.delivery;

import java.time.Instant;

/** What a person is told of a dead letter that may have been carried out. */
final class OutcomeUnknown {

  private OutcomeUnknown() {}

  /**
   * What to check before a replay.
   *
   * @param target the partner's name
   * @param began when the attempt began, by which the partner can find it
   * @param reason what is known, in technical words, as what follows a colon
   */
  static String message(String target, Instant began, String reason) {
    return "The request may have reached "
        + target
        + ": ask them whether it was carried out (look for this customer around "
        + began
        + ") before you replay it. What happened: "
        + reason;
  }
}
