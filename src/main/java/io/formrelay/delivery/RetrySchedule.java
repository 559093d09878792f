package io.formrelay.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery is tried again: the configured delays one after the other, each spread by ±20 %
 * so that deliveries that failed together do not come back together.
 */
public final class RetrySchedule {

  /** A partner that asks for more than this is asked again after it all the same. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private static final double SPREAD = 0.2;

  private final List<Duration> delays;
  private final RandomGenerator random;

  /** Follows these delays, spread by this randomness. */
  public RetrySchedule(List<Duration> delays, RandomGenerator random) {
    this.delays = List.copyOf(delays);
    this.random = random;
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param spent the retries that were spent already
   * @param asked how long the partner asked to wait; null where it did not. It is obeyed instead of
   *     the schedule and spread upwards only
   * @return the delay, or empty where the last retry is spent
   */
  public Optional<Duration> delay(int spent, Duration asked) {
    if (spent >= delays.size()) {
      return Optional.empty();
    }
    if (asked != null && !asked.isNegative() && !asked.isZero()) {
      Duration wait = asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
      return Optional.of(scaled(wait, 1 + random.nextDouble() * SPREAD));
    }
    return Optional.of(scaled(delays.get(spent), 1 - SPREAD + random.nextDouble() * 2 * SPREAD));
  }

  /**
   * How long to wait before the relay tries again what it has itself failed at: by the schedule, of
   * which the last delay stays.
   *
   * @param spent the retries that were spent already
   */
  public Duration delayAfterOwnFailure(int spent) {
    return delay(Math.min(spent, delays.size() - 1), null).orElseThrow();
  }

  /** No delay is longer. */
  public Duration longest() {
    Duration configured = delays.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    return scaled(configured.compareTo(LONGEST_WAIT) > 0 ? configured : LONGEST_WAIT, 1 + SPREAD);
  }

  private static Duration scaled(Duration delay, double factor) {
    return Duration.ofMillis(Math.round(delay.toMillis() * factor));
  }
}
