package io.formrelay.ledger;

import io.formrelay.submission.Submission;

/**
 * The wish to deliver a dead letter once more.
 *
 * @param submissionId the submission's id
 * @param target the partner's name
 * @param body corrected fields as JSON text, for this delivery alone; null to send what was sent
 * @param orderKey the order key of the corrected fields; not asked where there are none
 * @param key names this one wish: the same key again changes nothing and is answered as it was the
 *     first time; null where every call is a wish of its own
 * @param otherwise what to enter where the ledger does not know the submission, as after a move to
 *     another machine; null to enter nothing. Its key is this wish's
 */
public record Replay(
    String submissionId,
    String target,
    String body,
    String orderKey,
    String key,
    Submission otherwise) {}
