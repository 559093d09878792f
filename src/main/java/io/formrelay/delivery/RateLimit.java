package io.formrelay.delivery;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/** How many deliveries may begin now, so that no more begin in a second than are allowed. */
final class RateLimit {

  private final Bucket bucket;

  /**
   * Begins with what is allowed in a tenth of a second, which is also the most that is saved up.
   *
   * @param perSecond the most per second; 0 for as many as go
   */
  RateLimit(double perSecond) {
    bucket = perSecond <= 0 ? null : bucket(perSecond);
  }

  private static Bucket bucket(double perSecond) {
    long burst = Math.max(1, Math.round(perSecond / 10));
    Duration refill = Duration.ofNanos(Math.round(burst / perSecond * 1e9));
    // Counted by the time that passes: a wall clock that is set back would let nothing go.
    return Bucket.builder()
        .withNanosecondPrecision()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, refill).initialTokens(burst))
        .build();
  }

  /** Takes as many as may begin, at most those wanted. */
  int take(int wanted) {
    return bucket == null || wanted == 0 ? wanted : (int) bucket.tryConsumeAsMuchAsPossible(wanted);
  }

  /** Gives back what was taken and did not begin. */
  void giveBack(int taken) {
    if (bucket != null && taken > 0) {
      bucket.addTokens(taken);
    }
  }
}
