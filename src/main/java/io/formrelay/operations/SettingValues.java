package io.formrelay.operations;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single settings as what they are meant to be. Never repeats a value that may be secret. */
final class SettingValues {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private final Function<String, Optional<String>> lookup;

  SettingValues(Function<String, Optional<String>> lookup) {
    this.lookup = lookup;
  }

  String text(String key) {
    return lookup.apply(key).map(String::strip).orElse("");
  }

  /** A secret is taken as it stands: no trim, no case change. */
  String required(String key) {
    String value = lookup.apply(key).orElse("");
    if (value.isBlank()) {
      throw new SettingException(key, "is missing");
    }
    return value;
  }

  Path path(String key) {
    String value = required(key).strip();
    if (value.contains("${")) {
      throw new SettingException(key, "names another setting as {{relay.data}}, not as ${...}");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new SettingException(key, "is no path: " + e.getReason());
    }
  }

  boolean flag(String key) {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new SettingException(key, "is true or false, not '" + text(key) + "'");
    };
  }

  String choice(String key, String... words) {
    String value = text(key);
    if (!List.of(words).contains(value)) {
      throw new SettingException(key, "is " + String.join(" or ", words) + ", not '" + value + "'");
    }
    return value;
  }

  int whole(String key, int least, int most) {
    String value = text(key);
    boolean number = value.matches("[0-9]{1,9}");
    int read = number ? Integer.parseInt(value) : -1;
    if (read < least || read > most) {
      throw new SettingException(
          key, "is a whole number from " + least + " to " + most + ", not '" + value + "'");
    }
    return read;
  }

  double decimal(String key) {
    String value = text(key);
    if (!value.matches("[0-9]{1,6}([.][0-9]{1,3})?")) {
      throw new SettingException(key, "is a number such as 5 or 0.5, not '" + value + "'");
    }
    return new BigDecimal(value).doubleValue();
  }

  Duration duration(String key, Duration least, Duration most) {
    return duration(key, text(key), least, most);
  }

  List<Duration> durations(String key, Duration least, Duration most) {
    String value = text(key);
    if (value.isEmpty()) {
      throw new SettingException(key, "is missing");
    }
    return Arrays.stream(value.split(",", -1))
        .map(each -> duration(key, each.strip(), least, most))
        .toList();
  }

  List<String> words(String key) {
    return Arrays.stream(text(key).split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  static Duration duration(String key, String value, Duration least, Duration most) {
    Matcher found = DURATION.matcher(value);
    if (!found.matches()) {
      throw new SettingException(key, "is a time such as 500ms, 30s or 2m, not '" + value + "'");
    }
    long count = Long.parseLong(found.group(1));
    Duration read =
        switch (found.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    if (read.compareTo(least) < 0 || read.compareTo(most) > 0) {
      throw new SettingException(
          key, "is a time from " + shown(least) + " to " + shown(most) + ", not '" + value + "'");
    }
    return read;
  }

  private static String shown(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + "ms";
    }
    return time.toSeconds() % 3600 == 0 && !time.isZero()
        ? time.toHours() + "h"
        : time.toSeconds() + "s";
  }
}
