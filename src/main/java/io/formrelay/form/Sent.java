package io.formrelay.form;

import io.formrelay.submission.FieldError;
import java.util.List;
import java.util.Map;

/**
 * A form as it came in, to be shown again where it could not be accepted.
 *
 * @param key what makes another arrival of it a repeat; null where none was sent
 * @param startedAt when the form was first opened, in milliseconds since 1970; empty where none was
 *     sent
 * @param typed what was typed, by field; lists one value a line
 * @param noticeRead whether the information notice was ticked
 * @param errors what is wrong
 */
record Sent(
    String key,
    String startedAt,
    Map<String, String> typed,
    boolean noticeRead,
    List<FieldError> errors) {

  /** A form that nobody has filled in. */
  static Sent nothing() {
    return new Sent(null, "", Map.of(), false, List.of());
  }

  /** The same with what is wrong with it. */
  Sent with(List<FieldError> wrong) {
    return new Sent(key, startedAt, typed, noticeRead, List.copyOf(wrong));
  }
}
