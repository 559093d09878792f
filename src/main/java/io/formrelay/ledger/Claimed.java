package io.formrelay.ledger;

/**
 * A delivery as it was claimed.
 *
 * @param delivery the delivery, marked {@code sending}
 * @param before the state it was in
 * @param due when it was due, in milliseconds since 1970
 */
record Claimed(Delivery delivery, State before, long due) {}
