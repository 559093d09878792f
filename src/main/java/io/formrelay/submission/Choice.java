package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;

/** Normalises one of a few values: as text, but for the number {@code 2.0} it is {@code "2"}. */
final class Choice implements UnaryOperator<JsonNode> {

  private final UnaryOperator<JsonNode> text = new PlainText();
  private final UnaryOperator<JsonNode> wholeNumber = new WholeNumber();

  @Override
  public JsonNode apply(JsonNode raw) {
    return raw.isNumber() ? TextNode.valueOf(wholeNumber.apply(raw).asText()) : text.apply(raw);
  }
}
