package io.formrelay.partner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partner's own answer, as read from its envelope.
 *
 * @param code the partner's result code, as looked up in {@code config/result-codes.yaml}
 * @param message the partner's explanation, every part of it; empty where it gave none
 * @param reference the partner's number for what it did (a call number, a customer number); null
 *     where it gave none
 */
public record Reply(String code, String message, String reference) {

  private static final Pattern POSITIVE = Pattern.compile("\\s*0*([1-9][0-9]*)\\s*");

  /**
   * The reference that a field of an answer holds: a positive whole number, as a JSON number or as
   * text.
   *
   * @param field any node, a missing one too
   * @return the number's digits; null for anything else, 0 and empty text included, since those are
   *     the partners' ways to say that there is none
   */
  public static String reference(JsonNode field) {
    Matcher positive = POSITIVE.matcher(field.isValueNode() ? field.asText() : "");
    return positive.matches() ? positive.group(1) : null;
  }
}
