package io.formrelay.submission;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A submission could be read but not accepted; it carries everything that is wrong with it. HTTP
 * answers it with 422.
 *
 * <p>Its message is for logs: English, without any value that was sent.
 */
public class InvalidSubmissionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Says what is wrong.
   *
   * @param problems at least one, fields in the schema's order, unknown fields last
   */
  public InvalidSubmissionException(List<Problem> problems) {
    super(summary(problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the schema's fields, unknown fields last. */
  public List<Problem> problems() {
    return problems;
  }

  /** What is wrong in words: English where that is the locale's language, else Turkish. */
  public List<FieldError> errors(Locale locale) {
    return problems.stream().map(problem -> problem.in(locale)).toList();
  }

  private static String summary(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.field() + " (" + problem.key() + ")")
        .collect(Collectors.joining(", ", "the submission is not valid: ", ""));
  }
}
