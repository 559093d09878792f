package io.formrelay.ledger;

import java.time.Instant;

/**
 * An operator's word that a dead letter needs nobody any more.
 *
 * @param submissionId the submission's id
 * @param target the partner's name
 * @param completedAt when it became a dead letter: one that was delivered again meanwhile is not
 *     dropped
 * @param message why, and what it was before
 */
public record Drop(String submissionId, String target, Instant completedAt, String message) {

  /** The result code of dead letters that were dropped. */
  public static final String CODE = "Dropped";
}
