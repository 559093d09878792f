package io.formrelay.submission;

import static io.formrelay.submission.Reading.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionParserTest {

  private final SubmissionParser parser = new SubmissionParser();

  @Test
  void aByteOrderMarkIsSkipped() throws Exception {
    assertEquals(json("{\"a\":1}"), parser.parse(utf8("\uFEFF{\"a\":1}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t ", "\uFEFF"})
  void nothingIsUnreadable(String text) {
    assertEquals(
        "The submission is empty: a JSON object is expected.",
        unreadable(utf8(text)).message(Locale.ENGLISH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1} x|JSON hatalı: satır 1, karakter",
        "{\"a\":1}{\"b\":2}|JSON değerinden sonra başka bir şey var: satır 1, karakter 8",
        "{\"a\":1,}|JSON hatalı: satır 1, karakter",
        "{'a':1}|JSON hatalı: satır 1, karakter",
        "{\"a\":NaN}|JSON hatalı: satır 1, karakter",
        "{\"a\":1 /* */}|JSON hatalı: satır 1, karakter",
        "{\"a\":1,\"a\":1}|Aynı alan adı iki kez verilmiş: satır 1, karakter",
        "{\"x\":{\"a\":1,\"a\":2}}|Aynı alan adı iki kez verilmiş: satır 1, karakter"
      })
  void whatIsNotStrictJsonIsUnreadable(String text, String reason) {
    String message = unreadable(utf8(text)).message(AcceptLanguage.TURKISH);
    assertEquals(reason, message.substring(0, reason.length()));
  }

  @Test
  void theReasonNamesLineAndColumn() {
    UnreadableSubmissionException refused = unreadable(utf8("{\n  \"ğ\": 1,\n  \"b\" 2\n}"));

    assertEquals(3, refused.line());
    assertEquals(7, refused.column());
    assertEquals("The JSON is broken: line 3, character 7.", refused.getMessage());
  }

  @Test
  void bytesThatAreNotUtf8AreUnreadableAndFound() {
    byte[] text = utf8("{\n\"ad\": \"Ç?\"}");
    text[11] = (byte) 0xFE;

    UnreadableSubmissionException refused = unreadable(text);

    assertEquals("The text is not UTF-8: line 2, character 9.", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-9", "UTF-16LE", "UTF-16BE", "UTF-16"})
  void otherEncodingsAreUnreadable(String charset) throws Exception {
    byte[] text = "{\"CustomerCity\": \"Iğdır\"}".getBytes(charset);
    assertThrows(UnreadableSubmissionException.class, () -> parser.parse(text));
  }

  @Test
  void whatGoesBeyondTheLimitsIsUnreadable() {
    String reason = "The JSON is too deep, or a value in it is too long";
    for (String text :
        List.of(
            "[".repeat(100_000),
            "{\"a\":" + "1".repeat(101) + "}",
            "{\"a\":\"" + "x".repeat(1_000_001) + "\"}")) {
      assertEquals(reason, unreadable(utf8(text)).getMessage().substring(0, reason.length()));
    }
  }

  @Test
  void aNumberTooLargeToBeOneIsUnreadable() {
    assertThrows(
        UnreadableSubmissionException.class,
        () -> parser.parse(utf8("{\"DeviceCount\": 1e99999999999999}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"AuthTicket\": geheim}",
        "{\"AuthTicket\": \"geheim}",
        "{\"geheim\":1,\"geheim\":2}",
        "geheim",
        "{\"a\":1} geheim"
      })
  void noReasonEverShowsTheContent(String text) {
    UnreadableSubmissionException refused = unreadable(utf8(text));

    assertFalse(refused.toString().contains("geheim"));
    assertFalse(refused.message(AcceptLanguage.TURKISH).contains("geheim"));
    assertNull(refused.getCause());
  }

  @Test
  void aFormsValuesBecomeTextsAndLists() {
    Map<String, List<String>> form = new LinkedHashMap<>();
    form.put("CustomerCity", List.of("İzmir"));
    form.put("ProductSerialNumberList", List.of("1", "", "2"));
    form.put("ProductNameList", List.of("", " A "));
    form.put("CustomerDistrict", List.of());

    assertEquals(
        json(
            """
            {"CustomerCity": "İzmir", "ProductSerialNumberList": ["1", "2"],
             "ProductNameList": " A ", "CustomerDistrict": ""}
            """),
        parser.parseForm(form));
  }

  @Test
  void aFormIsReadLikeJson() throws Exception {
    ReadSubmission read =
        Reading.READER.readForm(
            Map.of(
                "AuthTicket", List.of("secret"),
                "CustomerMobilePhone", List.of("+90 530 123 12 12"),
                "CustomerWorkPhone", List.of(""),
                "ProductSerialNumberList", List.of("1", "2"),
                "ProductNameList", List.of("A, B"),
                "DeviceCount", List.of("2")));

    assertEquals(
        json("""
            {"CustomerMobilePhone": "5301231212", "ProductNameList": ["A", "B"],
             "ProductSerialNumberList": ["1", "2"], "DeviceCount": 2}
            """)
            .toString(),
        read.fields().toString());
    assertEquals(List.of("licrus"), read.targets());
  }

  @Test
  void severalValuesOfATextFieldAreRefused() {
    InvalidSubmissionException refused =
        assertThrows(
            InvalidSubmissionException.class,
            () ->
                Reading.READER.readForm(
                    Map.of("DeviceCount", List.of("2"), "CustomerCity", List.of("A", "B"))));

    assertEquals(
        List.of(new FieldError("CustomerCity", "Tek bir metin olmalı.")),
        refused.errors(AcceptLanguage.TURKISH));
  }

  private UnreadableSubmissionException unreadable(byte[] text) {
    return assertThrows(UnreadableSubmissionException.class, () -> parser.parse(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
