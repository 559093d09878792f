package io.formrelay.submission;

import static io.formrelay.submission.Reading.json;
import static io.formrelay.submission.Reading.licrusWith;
import static io.formrelay.submission.Reading.mokaWith;
import static io.formrelay.submission.Reading.quoted;
import static io.formrelay.submission.Reading.wrongWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"19850710\"",
        "\"1985-07-10\"",
        "\"10.07.1985\"",
        "\" 10.07.1985 \"",
        "19850710"
      })
  void aBirthDateInAnyUsualSpellingBecomesEightDigits(String typed) {
    assertEquals("19850710", mokaWith("BirthDate", typed).textValue());
  }

  @ParameterizedTest
  @CsvSource({"20240229", "19000101", "20261122"})
  void everyRealDayFrom1900UntilTodayIsABirthDate(String typed) {
    assertEquals(typed, mokaWith("BirthDate", quoted(typed)).textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31.02.1985",
        "19850230",
        "20230229",
        "18991231",
        "20261123",
        "1985-7-10",
        "10/07/1985",
        "850710",
        "10.07.85",
        "00000000",
        "1985.07.10",
        "bug\u00FCn",
        "-1985071",
        "\u0661\u0669\u0668\u0665\u0660\u0667\u0661\u0660"
      })
  void whatIsNoPastDayIsNoBirthDate(String typed) {
    assertEquals(List.of("BirthDate"), wrongWith("BirthDate", quoted(typed)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "'\"1\"', 1", "'\" 2 \"', 2", "2.0, 2"})
  void genderIsOneOrTwoAsNumberOrText(String typed, String kept) {
    assertEquals(kept, mokaWith("Gender", typed).textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "1.5", "\"erkek\"", "true", "\"2.0\"", "[\"1\",\"2\"]"})
  void anythingElseIsNoGender(String typed) {
    assertEquals(List.of("Gender"), wrongWith("Gender", typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"99958,99959\"",
        "\" 99958 , 99959 ,, \"",
        "[\"99958\", \"99959\"]",
        "[99958, \" 99959\", \"\", null]"
      })
  void aListMayBeAnArrayOrATextWithCommas(String typed) {
    assertEquals(json("[\"99958\",\"99959\"]"), licrusWith("ProductSerialNumberList", typed));
  }

  @Test
  void oneNumberIsAListOfOne() {
    assertEquals(json("[\"99958\"]"), licrusWith("ProductSerialNumberList", "99958"));
  }

  @Test
  void aCommaInsideASerialNumberOfAnArrayIsRefused() {
    assertEquals(
        List.of("ProductSerialNumberList"),
        wrongWith("ProductSerialNumberList", "[\"99958,99959\", \"1\"]"));
  }

  @Test
  void aCommaInsideAProductNameOfAnArrayIsKept() {
    assertEquals(
        json("[\"KOMBİ 24,5 kW\", \"KAZAN\"]"),
        licrusWith("ProductNameList", "[\"KOMBİ 24,5 kW\", \" KAZAN \"]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "{}", "{\"a\":1}", "[true]", "[[\"1\"]]", "[{\"a\":1}]"})
  void whatIsNoListOfTextsIsRefused(String typed) {
    assertEquals(List.of("ProductSerialNumberList"), wrongWith("ProductSerialNumberList", typed));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "'\"2\"', 2", "'\" 2 \"', 2", "2.0, 2", "2e1, 20", "'\"007\"', 7"})
  void aDeviceCountIsAnIntegerAsNumberOrText(String typed, int kept) {
    assertTrue(licrusWith("DeviceCount", typed).isIntegralNumber());
    assertEquals(kept, licrusWith("DeviceCount", typed).intValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "2.5",
        "\"2.0\"",
        "\"2,5\"",
        "\"iki\"",
        "true",
        "[2,3]",
        "1e40",
        "1e999999999",
        "1e-999999999",
        "1e2147483647",
        "2147483648",
        "99999999999999999999999",
        "\"\u0662\"",
        "{}"
      })
  void whatIsNoCountIsRefused(String typed) {
    assertEquals(List.of("DeviceCount"), wrongWith("DeviceCount", typed));
    assertEquals(List.of("DealerCustomerId"), wrongWith("DealerCustomerId", typed));
  }

  @ParameterizedTest
  @CsvSource({"99958, 99958", "1.50, 1.50", "1E3, 1000", "-7, -7", "0.000001, 0.000001"})
  void aNumberInATextFieldBecomesItsPlainDigits(String typed, String kept) {
    assertEquals(kept, mokaWith("Address", typed).textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "{\"a\":1}", "[]", "[\"a\",\"b\"]", "1e999999999", "1e-400"})
  void whatIsNoTextIsRefusedInATextField(String typed) {
    assertEquals(List.of("Address"), wrongWith("Address", typed));
  }

  @Test
  void textIsTrimmedOfBlanksOfEveryKind() {
    assertEquals(
        "Kadıköy  Moda",
        licrusWith(
                "CustomerAddress",
                quoted("\uFEFF\u00A0\u2003\u3000\t Kadıköy  Moda\r\n\u202F\u1680"))
            .textValue());
  }

  @Test
  void textBecomesNfc() {
    assertEquals(
        "\u015Ei\u015Fli \u0130\u00E7",
        licrusWith("CustomerDistrict", quoted("S\u0327is\u0327li I\u0307c\u0327")).textValue());
  }

  @Test
  void aPasswordIsTakenExactlyAsGiven() {
    assertEquals(
        " S\u0327ifre\u00A0", mokaWith("Password", quoted(" S\u0327ifre\u00A0")).textValue());
    assertTrue(mokaWith("Password", "\" \\u00A0\"").isMissingNode());
    assertEquals("1234", mokaWith("Password", "1234").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \\u00A0\\t\"", "\"\\uFEFF\""})
  void blankMeansAbsentInEveryField(String blank) {
    for (String name : Reading.SCHEMA.names()) {
      String other = name.equals("CustomerCode") ? "DealerCustomerId" : "CustomerCode";
      assertTrue(
          Reading.fields("{\"" + other + "\": 7, \"" + name + "\": " + blank + "}")
              .path(name)
              .isMissingNode(),
          name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[null]", "[\" \", \"\"]", "\",\"", "\" , ,\""})
  void anEmptyListMeansAbsent(String blank) {
    assertTrue(licrusWith("ProductNameList", blank).isMissingNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\\u0000b\"",
        "\"a\\u001Bb\"",
        "\"a\\u007Fb\"",
        "\"a\\u0085b\"",
        "\"a\\uD800b\"",
        "\"a\\uDC00\"",
        "\"a\\uD83D\"",
        "\"\\uDE00\\uD83D\""
      })
  void whatCannotBeSentIsRefusedNamingTheField(String typed) {
    assertEquals(List.of("CustomerAddress"), wrongWith("CustomerAddress", typed));
    assertEquals(List.of("Password"), wrongWith("Password", typed));
    assertEquals(List.of("ProductNameList"), wrongWith("ProductNameList", "[\"x\"," + typed + "]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "satır 1\nsatır 2\tsekme\r\nson",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 aile",
        "\u0645\u0631\u062D\u0628\u0627",
        "'; DROP TABLE submissions; --",
        "<script>alert('1')</script>",
        "${jndi:ldap://x} {{a}} #{b}",
        "x\u0351\u036B\u036A",
        "\uFDD0\uFFFF"
      })
  void everythingElseGoesThroughUnchanged(String typed) {
    assertEquals(typed, licrusWith("CustomerAddress", quoted(typed)).textValue());
  }
}
