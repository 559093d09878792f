package io.formrelay.door;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long a caller prefers to wait: {@code Prefer: wait=N}, RFC 7240. */
final class Wait {

  private static final long LONGEST_SECONDS = 60;
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=[,;]|$)", Pattern.CASE_INSENSITIVE);

  private Wait() {}

  /** The seconds asked for, at most 60; empty where none were. */
  static Optional<Duration> asked(String prefer) {
    Matcher found = prefer == null ? null : WAIT.matcher(prefer);
    if (found == null || !found.find()) {
      return Optional.empty();
    }
    long seconds = Math.min(LONGEST_SECONDS, Long.parseLong(found.group(1)));
    return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }
}
