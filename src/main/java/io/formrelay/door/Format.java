package io.formrelay.door;

import java.util.Locale;
import java.util.Optional;

/** How a file in the inbox holds its submissions, as its name says. */
enum Format {
  /** One submission or an array of them. */
  JSON,
  /** One submission a line. */
  LINES;

  /** The reasons beside dead letters: they are the relay's own words and never submissions. */
  static final String REASON = ".reason.json";

  /**
   * The format of a file, or empty where the file is none of the relay's business: unknown endings
   * ({@code .tmp} and {@code .part} among them), hidden files, and reasons of dead letters.
   */
  static Optional<Format> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.startsWith(".") || name.endsWith(REASON)) {
      return Optional.empty();
    }
    if (name.endsWith(".json")) {
      return Optional.of(JSON);
    }
    return name.endsWith(".jsonl") || name.endsWith(".ndjson")
        ? Optional.of(LINES)
        : Optional.empty();
  }
}
