package io.formrelay.partner;

/**
 * A partner's own answer, as read from its envelope.
 *
 * @param code the partner's result code, as looked up in {@code config/result-codes.yaml}
 * @param message the partner's explanation, every part of it; empty where it gave none
 * @param reference the partner's number for what it did (a call number, a customer number); null
 *     where it gave none
 */
public record Reply(String code, String message, String reference) {}
