package io.formrelay.watching;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long attempts took, counted by length. Safe for use by many threads and cheap for each. */
final class AttemptTimes {

  /** The upper ends of the lengths that are told apart, in seconds. */
  static final List<Double> SECONDS =
      List.of(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, Double.POSITIVE_INFINITY);

  private final List<LongAdder> counts =
      Stream.generate(LongAdder::new).limit(SECONDS.size()).toList();
  private final LongAdder totalMs = new LongAdder();

  void took(long ms) {
    int length = 0;
    while (ms > SECONDS.get(length) * 1000) {
      length++;
    }
    counts.get(length).increment();
    totalMs.add(ms);
  }

  /** How many took each length and no shorter one. */
  List<Long> counts() {
    return counts.stream().map(LongAdder::sum).toList();
  }

  double totalSeconds() {
    return totalMs.sum() / 1000.0;
  }
}
