package io.formrelay.operations;

import io.formrelay.delivery.ResultCodes;

/**
 * What an operator configured, read and found sensible.
 *
 * @param settings the settings
 * @param codes what each answer of a partner leads to
 */
public record Configuration(Settings settings, ResultCodes codes) {}
