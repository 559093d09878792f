package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.function.UnaryOperator;

/**
 * Brings a Turkish phone number from any usual spelling to its national digits: ten, or seven of a
 * 444 number. Foreign numbers, extensions, letters and the rest stay as they were typed.
 */
final class PhoneNumber implements UnaryOperator<JsonNode> {

  private static final String REGION = "TR";
  private static final String COUNTRY_CODE = "90";
  private static final int NATIONAL = 10;
  private static final int SHORT = 7;

  private final UnaryOperator<JsonNode> text = new PlainText();
  private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

  @Override
  public JsonNode apply(JsonNode raw) {
    JsonNode typed = text.apply(raw);
    return typed.isTextual() ? TextNode.valueOf(digits(typed.textValue())) : typed;
  }

  private String digits(String typed) {
    if (isNational(typed)) {
      return typed;
    }
    // Contacts copied from a phone come wrapped in invisible marks of direction.
    String visible = withoutFormatCharacters(typed);
    // The library would read letters as the keys they stand on.
    if (visible.codePoints().anyMatch(Character::isLetter)) {
      return typed;
    }
    try {
      Phonenumber.PhoneNumber number = phones.parse(visible, REGION);
      String digits = phones.getNationalSignificantNumber(number);
      if (number.getCountryCode() != 90 || number.hasExtension()) {
        return typed;
      }
      // Kept by the library where the number behind it is possible but not assigned.
      if (digits.length() == COUNTRY_CODE.length() + NATIONAL && digits.startsWith(COUNTRY_CODE)) {
        return digits.substring(COUNTRY_CODE.length());
      }
      return digits.length() == NATIONAL || digits.length() == SHORT ? digits : typed;
    } catch (NumberParseException notANumber) {
      return typed;
    }
  }

  private static boolean isNational(String typed) {
    return typed.length() == NATIONAL
        && typed.charAt(0) != '0'
        && typed.chars().allMatch(each -> each >= '0' && each <= '9');
  }

  private static String withoutFormatCharacters(String typed) {
    if (typed.chars().noneMatch(each -> Character.getType(each) == Character.FORMAT)) {
      return typed;
    }
    StringBuilder visible = new StringBuilder(typed.length());
    typed
        .codePoints()
        .filter(each -> Character.getType(each) != Character.FORMAT)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }
}
