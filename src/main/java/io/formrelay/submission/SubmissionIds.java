package io.formrelay.submission;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes ids for submissions whose senders gave none: UUIDs of version 7, which sort by the time
 * they were made, to the millisecond. Safe for use by many threads where its source of randomness
 * is.
 */
public final class SubmissionIds {

  private static final long VERSION = 7L << 12;
  private static final long VARIANT = 1L << 63;

  private static final Pattern MADE =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final Clock clock;
  private final RandomGenerator random;

  /** Takes the time and the randomness of the ids, such as a {@code SecureRandom}. */
  public SubmissionIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The next id: 36 characters, lower-case hex and dashes. */
  public String next() {
    long time = clock.millis() << 16 | VERSION | random.nextLong() >>> 52;
    long rest = VARIANT | random.nextLong() >>> 2;
    return new UUID(time, rest).toString();
  }

  /** Whether an id looks like one that was made here, which nobody can guess. */
  public static boolean isMade(String id) {
    return MADE.matcher(id).matches();
  }
}
