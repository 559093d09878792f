package io.formrelay.submission;

import java.util.List;
import java.util.Locale;

/**
 * Something about a submission that its sender should hear of, not yet put into words, so that it
 * can be said in either language.
 *
 * @param field the field's contract name; empty where the whole submission is meant
 * @param key the name of the words in the message bundles, as in {@code pattern.phone}
 * @param details what the words mention: limits, examples and known names, never a value that was
 *     sent
 */
public record Problem(String field, String key, List<String> details) {

  /** Copies the details. */
  public Problem {
    details = List.copyOf(details);
  }

  Problem(String field, String key, String... details) {
    this(field, key, List.of(details));
  }

  /** Puts the problem into words: English where that is the locale's language, else Turkish. */
  public FieldError in(Locale locale) {
    return new FieldError(field, Messages.in(locale).text(key, details));
  }
}
