package io.formrelay.notice;

import java.time.Instant;

/**
 * What is remembered of a cause.
 *
 * @param wrong whether the last notice said that something is wrong
 * @param since since when it was; null where that is not known
 * @param toldAt when it was last said that something is wrong
 */
record Standing(boolean wrong, Instant since, Instant toldAt) {}
