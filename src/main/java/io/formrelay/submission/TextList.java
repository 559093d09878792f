package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.function.UnaryOperator;

/**
 * Makes a list of texts of an array or of a text with commas, each normalised as text, blank ones
 * left out. An empty list is missing; an element that is no text stays as it is.
 */
final class TextList implements UnaryOperator<JsonNode> {

  private final UnaryOperator<JsonNode> text = new PlainText();

  @Override
  public JsonNode apply(JsonNode raw) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (raw.isArray()) {
      raw.forEach(element -> add(list, text.apply(element)));
    } else {
      JsonNode typed = text.apply(raw);
      if (!typed.isTextual()) {
        return typed;
      }
      for (String part : typed.textValue().split(",")) {
        add(list, text.apply(list.textNode(part)));
      }
    }
    return list.isEmpty() ? MissingNode.getInstance() : list;
  }

  private static void add(ArrayNode list, JsonNode element) {
    if (!element.isMissingNode()) {
      list.add(element);
    }
  }
}
