package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.function.UnaryOperator;

/**
 * Takes a text exactly as given, blanks and Unicode form included, since a password is compared
 * character by character. Blank is missing, a number becomes its plain digits.
 */
final class VerbatimText implements UnaryOperator<JsonNode> {

  private final UnaryOperator<JsonNode> text = new PlainText();

  @Override
  public JsonNode apply(JsonNode raw) {
    if (!raw.isTextual()) {
      return text.apply(raw);
    }
    return PlainText.blank(raw.textValue()) ? MissingNode.getInstance() : raw;
  }
}
