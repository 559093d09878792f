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

/** What is taken for a date, a choice, a list or a number, and what it becomes. */
class FieldKindsTest {

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
}
