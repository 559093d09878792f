package io.formrelay.ledger;

import java.time.Instant;

/**
 * A delivery that the ledger has done with.
 *
 * @param submissionId the submission's id
 * @param target the partner's name
 * @param state the state it is in
 * @param completedAt when it ended; null where it is open
 */
public record Ended(String submissionId, String target, State state, Instant completedAt) {}
