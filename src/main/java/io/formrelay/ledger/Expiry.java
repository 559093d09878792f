package io.formrelay.ledger;

import java.time.Instant;

/**
 * Until when an ended delivery must have ended to be kept no longer.
 *
 * @param success for what succeeded; {@link Instant#EPOCH} where it is kept for ever
 * @param deadLetter for dead letters; {@link Instant#EPOCH} where they are kept for ever
 */
public record Expiry(Instant success, Instant deadLetter) {

  /** The time for a state that ends. */
  Instant of(State state) {
    return state == State.SUCCEEDED ? success : deadLetter;
  }
}
