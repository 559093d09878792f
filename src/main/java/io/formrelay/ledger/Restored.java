package io.formrelay.ledger;

/**
 * What a restored ledger has come to know.
 *
 * @param ended deliveries of the backup that a receipt shows to have ended since
 * @param entered deliveries that only a receipt tells of
 * @param unknown deliveries that have become dead letters, since their outcome is not known
 * @param due deliveries that are sent again
 */
public record Restored(int ended, int entered, int unknown, int due) {}
