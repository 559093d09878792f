package io.formrelay.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * One try to deliver, as receipts show it.
 *
 * @param at when the request left, in UTC
 * @param httpStatus the status of the answer; null where there was no answer
 * @param resultCode the partner's code, or the kind of failure
 * @param message the explanation
 * @param durationMs milliseconds from sending to the end of the answer
 */
public record Attempt(
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
    Integer httpStatus,
    String resultCode,
    String message,
    long durationMs) {}
