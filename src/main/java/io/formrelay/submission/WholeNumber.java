package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Makes a JSON integer of an integer written as number or text. {@code 2.0} as a JSON number is the
 * integer 2, as JSON Schema has it; the text {@code "2.0"} is none. What is no integer, or too
 * large for any, stays or becomes text.
 */
final class WholeNumber implements UnaryOperator<JsonNode> {

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

  private final UnaryOperator<JsonNode> text = new PlainText();

  @Override
  public JsonNode apply(JsonNode raw) {
    JsonNode typed = text.apply(raw);
    if (!typed.isTextual()) {
      // A number without plain digits has too many of them to be calculated with.
      return typed.isNumber() ? TextNode.valueOf(typed.asText()) : typed;
    }
    String digits = raw.isNumber() ? withoutZeroFraction(typed.textValue()) : typed.textValue();
    return DIGITS.matcher(digits).matches() ? LongNode.valueOf(Long.parseLong(digits)) : typed;
  }

  private static String withoutZeroFraction(String digits) {
    return digits.indexOf('.') < 0
        ? digits
        : new BigDecimal(digits).stripTrailingZeros().toPlainString();
  }
}
