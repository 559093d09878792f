package io.formrelay.door;

import io.formrelay.submission.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A call that is answered with {@code application/problem+json} (RFC 9457). */
public class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<FieldError> errors;
  private final transient Map<String, String> headers;

  /**
   * A problem without field errors.
   *
   * @param status the HTTP status
   * @param detail what is wrong with this call, for a person
   */
  public Problem(int status, String detail) {
    this(status, detail, List.of(), Map.of());
  }

  /**
   * A problem with all that belongs to it.
   *
   * @param status the HTTP status
   * @param detail what is wrong with this call, for a person
   * @param errors the fields that are wrong
   * @param headers the response headers that go with it
   */
  public Problem(int status, String detail, List<FieldError> errors, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.errors = List.copyOf(errors);
    this.headers = Map.copyOf(headers);
  }

  /** A call of which nothing can be made. */
  static Problem unreadable() {
    return new Problem(400, "The request cannot be read.");
  }

  /** A path that leads to nothing. */
  public static Problem nothingHere() {
    return new Problem(404, "There is nothing here.");
  }

  /** What was sent is larger than any submission may be. */
  static Problem tooLarge() {
    return new Problem(413, "A submission has at most 64 KiB.");
  }

  /** A submission that cannot be accepted for its fields, explained in this language. */
  static Problem wrongFields(List<FieldError> errors, Locale language) {
    return new Problem(
        422,
        language.getLanguage().equals("en")
            ? "The submission has wrong fields; see errors."
            : "Formda hatalı alanlar var; errors listesine bakın.",
        errors,
        Map.of("Content-Language", language.getLanguage()));
  }

  /** The door is being opened or shut: its routes are not there, and what was called may be. */
  static Problem notNow() {
    return new Problem(
        503,
        "The relay is starting or ending; try again later.",
        List.of(),
        Map.of("Retry-After", "2"));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The fields that are wrong. */
  public List<FieldError> errors() {
    return errors;
  }

  /** The response headers that go with it. */
  public Map<String, String> headers() {
    return headers;
  }
}
