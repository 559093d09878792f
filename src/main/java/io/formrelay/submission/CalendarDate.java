package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;

/**
 * Brings a date written as {@code yyyyMMdd}, {@code yyyy-MM-dd} or {@code dd.MM.yyyy} to the first
 * of these; anything else stays as it was typed. Whether there is such a day is not its business.
 */
final class CalendarDate implements UnaryOperator<JsonNode> {

  private final UnaryOperator<JsonNode> text = new PlainText();

  @Override
  public JsonNode apply(JsonNode raw) {
    JsonNode typed = text.apply(raw);
    return typed.isTextual() ? TextNode.valueOf(yearFirst(typed.textValue())) : typed;
  }

  private static String yearFirst(String typed) {
    if (typed.length() == 10 && typed.charAt(4) == '-' && typed.charAt(7) == '-') {
      return typed.substring(0, 4) + typed.substring(5, 7) + typed.substring(8);
    }
    if (typed.length() == 10 && typed.charAt(2) == '.' && typed.charAt(5) == '.') {
      return typed.substring(6) + typed.substring(3, 5) + typed.substring(0, 2);
    }
    return typed;
  }
}
