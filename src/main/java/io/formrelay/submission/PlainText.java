package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.function.UnaryOperator;

/**
 * Normalises text: a number becomes its plain digits, blanks at both ends go, the rest becomes
 * Unicode NFC. Blank text is missing; what is neither text nor number stays as it is.
 */
final class PlainText implements UnaryOperator<JsonNode> {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Below this character every text is in NFC already. */
  private static final char FIRST_COMBINING = '\u0300';

  /** More zeros than this stand for nothing that is written on a form. */
  private static final int LARGEST_SCALE = 50;

  @Override
  public JsonNode apply(JsonNode raw) {
    if (raw.isTextual()) {
      String typed = raw.textValue();
      String text = normalise(typed);
      if (text.isEmpty()) {
        return MissingNode.getInstance();
      }
      return text.equals(typed) ? raw : TextNode.valueOf(text);
    }
    if (raw.isNull() || raw.isMissingNode()) {
      return MissingNode.getInstance();
    }
    return raw.isNumber() ? plainDigits(raw) : raw;
  }

  /** Whether nothing is left of a text without the blanks at its ends. */
  static boolean blank(String text) {
    return text == null || text.chars().allMatch(PlainText::isBlank);
  }

  static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == BYTE_ORDER_MARK;
  }

  /** Takes blanks away at both ends and brings the rest into NFC. */
  static String normalise(String typed) {
    int start = 0;
    int end = typed.length();
    while (start < end && isBlank(typed.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(typed.charAt(end - 1))) {
      end--;
    }
    String text = typed.substring(start, end);
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= FIRST_COMBINING) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  private static JsonNode plainDigits(JsonNode number) {
    if (number.isIntegralNumber()) {
      return TextNode.valueOf(number.asText());
    }
    if (!Double.isFinite(number.doubleValue())) {
      return number;
    }
    BigDecimal value = number.decimalValue();
    return Math.abs((long) value.scale()) > LARGEST_SCALE
        ? number
        : TextNode.valueOf(value.toPlainString());
  }
}
