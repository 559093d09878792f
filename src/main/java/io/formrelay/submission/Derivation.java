package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a missing field is filled from.
 *
 * @param fields the fields it is made of, joined by a comma and a blank
 * @param take how much of them
 */
record Derivation(List<String> fields, Take take) {

  /** How much of the other fields is taken. */
  enum Take {
    /** The whole text. */
    ALL,
    /** Every word but the last; the only word of one. */
    GIVEN_NAMES,
    /** The last word of several; none of one. */
    SURNAME
  }

  /** Copies the names. */
  Derivation {
    fields = List.copyOf(fields);
  }

  /**
   * Reads what stands in {@code x-derived-from}.
   *
   * @throws IllegalArgumentException where it is not what the schema's comment says
   */
  static Derivation of(JsonNode keyword) {
    List<String> fields = new ArrayList<>();
    keyword.path("fields").forEach(name -> fields.add(name.asText()));
    Take take =
        switch (keyword.path("take").asText()) {
          case "all" -> Take.ALL;
          case "given-names" -> Take.GIVEN_NAMES;
          case "surname" -> Take.SURNAME;
          default -> throw new IllegalArgumentException("x-derived-from takes what is not known");
        };
    return new Derivation(fields, take);
  }

  /**
   * Makes the value.
   *
   * @param submission normalised fields
   * @return the value, empty where there is nothing to take
   */
  String value(JsonNode submission) {
    List<String> parts =
        fields.stream()
            .map(submission::path)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .toList();
    String whole = String.join(", ", parts);
    int lastWord = afterLastBlank(whole);
    return switch (take) {
      case ALL -> whole;
      case GIVEN_NAMES -> lastWord == 0 ? whole : PlainText.normalise(whole.substring(0, lastWord));
      case SURNAME -> lastWord == 0 ? "" : whole.substring(lastWord);
    };
  }

  private static int afterLastBlank(String text) {
    int at = text.length();
    while (at > 0 && !PlainText.isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
