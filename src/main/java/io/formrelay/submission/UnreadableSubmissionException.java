package io.formrelay.submission;

import java.util.List;
import java.util.Locale;

/**
 * What came in is not JSON text in UTF-8, and where it stops being that. HTTP answers it with 400.
 *
 * <p>Neither its message nor a cause shows any of the content, which may hold credentials.
 */
public class UnreadableSubmissionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final int line;
  private final int column;

  UnreadableSubmissionException(String key, int line, int column) {
    super(text(Locale.ENGLISH, key, line, column), null, false, false);
    this.key = key;
    this.line = line;
    this.column = column;
  }

  /** It has more fields than anybody would look through. */
  public static UnreadableSubmissionException tooManyFields() {
    return new UnreadableSubmissionException("unreadable.fields", 1, 1);
  }

  /** The reason in words: English where that is the locale's language, else Turkish. */
  public String message(Locale locale) {
    return text(locale, key, line, column);
  }

  /** The line of the fault, counted from 1. */
  public int line() {
    return line;
  }

  /** The character of the line, counted from 1. */
  public int column() {
    return column;
  }

  private static String text(Locale locale, String key, int line, int column) {
    return Messages.in(locale).text(key, List.of(Integer.toString(line), Integer.toString(column)));
  }
}
