package io.formrelay.submission;

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

/** What becomes of text, and when a field counts as absent or cannot be sent. */
class NormaliserTest {

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
