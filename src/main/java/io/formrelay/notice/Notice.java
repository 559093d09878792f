package io.formrelay.notice;

import java.time.Instant;

/**
 * What is to be told, by one way.
 *
 * @param way the way
 * @param cause what it is about
 * @param wrong true where something is wrong, false where it is well again
 * @param at when this was seen
 * @param since since when it is, or was, wrong; null where that is not known
 * @param count how many, where it is something that is counted
 * @param reason why, in a word or a few codes
 */
public record Notice(
    Way way, Cause cause, boolean wrong, Instant at, Instant since, long count, String reason) {}
