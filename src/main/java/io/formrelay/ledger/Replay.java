package io.formrelay.ledger;

import io.formrelay.submission.Submission;

/**
 * The wish to deliver a dead letter once more.
 *
 * @param submissionId the submission's id
 * @param target the partner's name
 * @param body the fields to send, as JSON text: corrected ones where a person mended the receipt
 * @param key names this one wish, so that a crash in the middle does not carry it out twice
 * @param otherwise what to enter where this ledger does not know the submission, as after a move to
 *     another machine
 */
public record Replay(
    String submissionId, String target, String body, String key, Submission otherwise) {}
