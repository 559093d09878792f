package io.formrelay.delivery;

import java.time.Duration;
import java.util.List;

/**
 * What the configuration says of one partner system.
 *
 * @param name the partner's name, the first word of its keys
 * @param enabled whether submissions for it are taken
 * @param concurrency deliveries at once, at least 1
 * @param rate deliveries per second at the most; 0 for as many as go
 * @param timeout of one attempt, for the connection and again for the answer
 * @param orderKey the fields of which the first one that is set orders its deliveries; empty where
 *     order does not matter
 * @param pauseAfter transport failures in a row that pause it
 * @param probe the time between two probes of a paused target
 * @param repeatable whether the same request twice does no harm: only then is one sent again whose
 *     outcome is unknown
 * @param holdsOrder whether a dead letter holds up the later deliveries of its order key
 */
public record TargetSettings(
    String name,
    boolean enabled,
    int concurrency,
    double rate,
    Duration timeout,
    List<String> orderKey,
    int pauseAfter,
    Duration probe,
    boolean repeatable,
    boolean holdsOrder) {

  /** Copies the order key's fields. */
  public TargetSettings {
    orderKey = List.copyOf(orderKey);
  }
}
