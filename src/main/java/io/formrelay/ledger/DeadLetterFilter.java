package io.formrelay.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Which dead letters are meant.
 *
 * @param target the partner's name; null for any
 * @param resultCode the code it ended with; null for any
 * @param from the earliest end that counts; null for any
 * @param before an end from which on it does not count any more; null for any
 * @param without at most two codes that are left out
 */
public record DeadLetterFilter(
    String target, String resultCode, Instant from, Instant before, List<String> without) {

  /** Every dead letter. */
  public static final DeadLetterFilter ALL =
      new DeadLetterFilter(null, null, null, null, List.of());

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException where more than two codes are left out
   */
  public DeadLetterFilter {
    without = List.copyOf(without);
    if (without.size() > 2) {
      throw new IllegalArgumentException("at most two codes can be left out: " + without);
    }
  }
}
