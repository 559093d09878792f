package io.formrelay.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL of one dialect, read once: one statement a file, a file in the dialect's folder where the
 * dialects differ.
 */
final class SqlStatements {

  private static final List<String> COMMON =
      List.of(
          "enter-submission",
          "enter-delivery",
          "find-repeated",
          "find-due",
          "claim",
          "release",
          "settle",
          "make-next-due",
          "replay",
          "replay-first",
          "find-held",
          "find-holding",
          "stop-holding",
          "make-first-due",
          "bring-back",
          "find-state",
          "note-filed",
          "find-submission",
          "find-interrupted",
          "find-next-due",
          "find-unfiled",
          "count-open",
          "find-oldest-open",
          "find-delivery",
          "find-dead-letters-newest",
          "find-dead-letters-oldest",
          "count-dead-letters",
          "drop",
          "note-pause",
          "forget-pause",
          "find-pauses",
          "add-activity",
          "find-activity",
          "purge-activity",
          "find-expired",
          "find-ends",
          "hold-deliveries",
          "end-open",
          "delete-deliveries",
          "delete-submission",
          "find-bodies",
          "find-sealed",
          "note-use",
          "find-use",
          "try-writing");

  private final Map<String, String> texts;

  /**
   * Reads the statements that every dialect has, and more that are this one's own.
   *
   * @param dialect the name of the dialect's folder
   */
  SqlStatements(String dialect, String... own) {
    this.texts =
        Stream.concat(COMMON.stream(), Stream.of(own))
            .collect(
                Collectors.toUnmodifiableMap(Function.identity(), name -> read(dialect, name)));
  }

  /** The statement of a name. */
  String get(String name) {
    return texts.get(name);
  }

  private static String read(String dialect, String name) {
    try (InputStream special = open(dialect + "/" + name);
        InputStream common = open(name)) {
      InputStream found = special == null ? common : special;
      return new String(found.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("the statement " + name + " could not be read", e);
    }
  }

  private static InputStream open(String name) {
    return SqlStatements.class.getResourceAsStream(name + ".sql");
  }
}
