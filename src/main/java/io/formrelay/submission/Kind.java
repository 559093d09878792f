package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The kinds of fields, as {@code x-kind} names them in the schema: how a value is brought into its
 * normal spelling, and in which words it is refused.
 */
enum Kind {
  TEXT(new PlainText()),
  PASSWORD(new VerbatimText()),
  CHOICE(new Choice()),
  EMAIL(new PlainText()),
  PHONE(new PhoneNumber()),
  WORK_PHONE(new PhoneNumber()),
  DATE(new CalendarDate()),
  INTEGER(new WholeNumber()),
  LIST(new TextList()),
  CODE_LIST(new TextList()),
  TARGETS(new TextList()),
  SUBMISSION_ID(new PlainText());

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final UnaryOperator<JsonNode> spelling;

  Kind(UnaryOperator<JsonNode> spelling) {
    this.spelling = spelling;
  }

  /** The name in the schema and in the keys of the messages, as in {@code work-phone}. */
  String text() {
    return text;
  }

  /**
   * The value in its normal spelling: missing where it is blank, and as it was typed where it has
   * no such spelling, so that the schema refuses it.
   */
  JsonNode normalise(JsonNode raw) {
    return spelling.apply(raw);
  }

  /** Whether the field is about the submission and none of its content. */
  boolean addressing() {
    return this == TARGETS || this == SUBMISSION_ID;
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException where there is no such kind
   */
  static Kind of(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no x-kind " + text));
  }
}
