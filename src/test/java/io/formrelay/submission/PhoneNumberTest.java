package io.formrelay.submission;

import static io.formrelay.submission.Reading.licrusWith;
import static io.formrelay.submission.Reading.quoted;
import static io.formrelay.submission.Reading.wrongWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which spellings of a phone number are understood. */
class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5301231212",
        "05301231212",
        "905301231212",
        "+905301231212",
        "00905301231212",
        "+90 (530) 123 12 12",
        "0090 530 123 12 12",
        "0 (530) 123-12-12",
        "0530.123.12.12",
        "530 123 1212",
        "+90\u00A0530\u00A0123\u00A012\u00A012",
        "+90 (0) 530 123 12 12",
        "+90-530-123-12-12",
        "0530\u2013123\u201312\u201312",
        "  0530 123 12 12\t",
        "\uFF0B\uFF19\uFF10\uFF15\uFF13\uFF10\uFF11\uFF12\uFF13\uFF11\uFF12\uFF11\uFF12",
        "\u0660\u0665\u0663\u0660\u0661\u0662\u0663\u0661\u0662\u0661\u0662",
        "\u202A+90 530 123 12 12\u202C",
        "\uFEFF05301231212"
      })
  void aPhoneNumberInAnyUsualSpellingBecomesTenDigits(String typed) {
    assertEquals("5301231212", licrusWith("CustomerMobilePhone", quoted(typed)).textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5301231212", "905301231212"})
  void aPhoneNumberMayBeAJsonNumber(String typed) {
    assertEquals("5301231212", licrusWith("CustomerMobilePhone", typed).textValue());
  }

  @ParameterizedTest
  @CsvSource({
    "3546546757, 3546546757",
    "903546546757, 3546546757",
    "+90 354 654 67 57, 3546546757",
    "0216 123 45 67, 2161234567"
  })
  void aNumberThatIsPossibleButPerhapsNotAssignedPasses(String typed, String digits) {
    assertEquals(digits, licrusWith("DealerMobilePhone", quoted(typed)).textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4440333", "444 0 333", "444-0-333", "0444 0 333", "+90 444 0 333"})
  void aWorkPhoneMayBeA444Number(String typed) {
    assertEquals("4440333", licrusWith("CustomerWorkPhone", quoted(typed)).textValue());
    assertEquals(List.of("CustomerMobilePhone"), wrongWith("CustomerMobilePhone", quoted(typed)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"+49 30 901820\"",
        "\"+1 212 555 0100\"",
        "\"0530 123 12 12 dahili 5\"",
        "\"0530 123 12 12 x5\"",
        "\"05301231212;ext=5\"",
        "\"0530 CICEKLER\"",
        "\"530123121\"",
        "\"53012312123\"",
        "\"0000000000\"",
        "\"0216 123 45 67 / 12\"",
        "\"1234567\"",
        "\"yok\"",
        "\"-\"",
        "123",
        "5301231212.5",
        "true",
        "[\"5301231212\", \"5301231213\"]"
      })
  void whatIsNoTurkishPhoneNumberIsRefused(String typed) {
    assertEquals(List.of("CustomerMobilePhone"), wrongWith("CustomerMobilePhone", typed));
    assertEquals(List.of("CustomerWorkPhone"), wrongWith("CustomerWorkPhone", typed));
  }
}
