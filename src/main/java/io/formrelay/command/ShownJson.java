package io.formrelay.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * JSON as it is printed: characters that steer a terminal or turn its text round are escaped, which
 * JSON allows, so that what a partner or a sender said is read and not obeyed.
 */
record ShownJson(JsonNode json) {

  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\r]]");

  /** On one line. */
  String line() {
    return escaped(json.toString());
  }

  /** On many lines. */
  String pretty() {
    return escaped(json.toPrettyString());
  }

  private static String escaped(String text) {
    return STEERING
        .matcher(text)
        .replaceAll(
            found -> {
              StringBuilder units = new StringBuilder();
              found
                  .group()
                  .chars()
                  .forEach(unit -> units.append(String.format(Locale.ROOT, "\\\\u%04x", unit)));
              return units.toString();
            });
  }
}
