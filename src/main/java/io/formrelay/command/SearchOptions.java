package io.formrelay.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which dead letters: the same words that JMX and HTTP have. */
final class SearchOptions {

  @Option(names = "--target", paramLabel = "<name>", description = "Of this partner.")
  private String target;

  @Option(
      names = "--code",
      paramLabel = "<code>",
      description = "With this result code, as in HasError.")
  private String code;

  @Option(
      names = "--older-than",
      paramLabel = "<age>",
      description = "At least so old, as in 30m, 2h or 1d.")
  private String olderThan;

  @Option(
      names = "--younger-than",
      paramLabel = "<age>",
      description = "At most so old, as in 30m, 2h or 1d.")
  private String youngerThan;

  @Option(
      names = "--text",
      paramLabel = "<text>",
      description = "With this text in the id, message, reference or a field.")
  private String text;

  /** The partner's name; null where none was said. */
  String target() {
    return target;
  }

  /** What was said, in the words of HTTP. */
  Map<String, String> asked() {
    Map<String, String> asked = new LinkedHashMap<>();
    put(asked, "target", target);
    put(asked, "resultCode", code);
    put(asked, "olderThan", olderThan);
    put(asked, "youngerThan", youngerThan);
    put(asked, "text", text);
    return asked;
  }

  private static void put(Map<String, String> asked, String name, String value) {
    if (value != null) {
      asked.put(name, value);
    }
  }
}
