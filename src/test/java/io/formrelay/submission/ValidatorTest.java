package io.formrelay.submission;

import static io.formrelay.submission.Reading.errors;
import static io.formrelay.submission.Reading.quoted;
import static io.formrelay.submission.Reading.wrong;
import static io.formrelay.submission.Reading.wrongWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {

  private static final String ALL_WRONG =
      """
      {"CustomerMobilPhone": "5301231212", "Email": "elif", "BirthDate": "31.02.1985",
       "Gender": 3, "GsmNumber": "123", "DeviceCount": 0, "SubmissionId": "a b",
       "ProductSerialNumberList": ["1,2"], "CustomerWorkPhone": "44", "Address": true}
      """;

  @Test
  void everyWrongFieldIsNamedAtOnceInTurkish() {
    assertEquals(
        List.of(
            new FieldError(
                "SubmissionId",
                "En çok 64 harf (A-Z, a-z), rakam, _ ve - olabilir, örneğin form-2026-000123."),
            new FieldError(
                "CustomerWorkPhone",
                "Telefon numarası on haneli bir Türkiye numarası ya da yedi haneli 444 numarası"
                    + " olmalı, örneğin 2161234567."),
            new FieldError(
                "ProductSerialNumberList",
                "Listedeki bir değerin içinde virgül olamaz; her değer listede ayrı yer almalı,"
                    + " örneğin 99958."),
            new FieldError("DeviceCount", "En az 1 olmalı."),
            new FieldError(
                "DealerCustomerId", "Bu alanlardan biri gerekli: CustomerCode, DealerCustomerId."),
            new FieldError(
                "CustomerCode", "Bu alanlardan biri gerekli: CustomerCode, DealerCustomerId."),
            new FieldError("Gender", "Şunlardan biri olmalı: 1, 2."),
            new FieldError(
                "BirthDate",
                "1900'den bugüne gerçek bir tarih olmalı: yyyyAAgg, yyyy-AA-gg ya da gg.AA.yyyy,"
                    + " örneğin 19850710."),
            new FieldError(
                "GsmNumber",
                "Telefon numarası on haneli bir Türkiye numarası olmalı, örneğin 5301231212."),
            new FieldError("Email", "Geçerli bir e-posta adresi olmalı, örneğin elif.y@moka.com."),
            new FieldError("Address", "Tek bir metin olmalı."),
            new FieldError(
                "CustomerMobilPhone",
                "Bilinmeyen alan. 'CustomerMobilePhone' alanını mı demek istediniz?")),
        errors(ALL_WRONG, AcceptLanguage.TURKISH));
  }

  @Test
  void everyWrongFieldIsNamedAtOnceInEnglish() {
    assertEquals(
        List.of(
            "Must be at most 64 letters (A-Z, a-z), digits, _ and -, for example form-2026-000123.",
            "Must be a Turkish phone number of ten digits or a 444 number of seven, for example"
                + " 2161234567.",
            "A value in the list must not hold a comma; give each value its own place in the list,"
                + " for example 99958.",
            "Must be at least 1.",
            "One of these fields is required: CustomerCode, DealerCustomerId.",
            "One of these fields is required: CustomerCode, DealerCustomerId.",
            "Must be one of: 1, 2.",
            "Must be a real date from 1900 until today: yyyyMMdd, yyyy-MM-dd or dd.MM.yyyy, for"
                + " example 19850710.",
            "Must be a Turkish phone number of ten digits, for example 5301231212.",
            "Must be a valid e-mail address, for example elif.y@moka.com.",
            "Must be a single text.",
            "Unknown field. Did you mean 'CustomerMobilePhone'?"),
        errors(ALL_WRONG, Locale.forLanguageTag("en-GB")).stream()
            .map(FieldError::message)
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "CustomerCode, 100",
    "Password, 50",
    "FirstName, 50",
    "LastName, 50",
    "Address, 200",
    "CustomerFullName, 1000"
  })
  void lengthsCountCodePoints(String field, int longest) {
    String smile = "\uD83D\uDE00";
    String most = "\"" + field + "\": " + quoted(smile.repeat(longest));
    assertTrue(Reading.fields("{\"DealerCustomerId\": 1, " + most + "}").has(field));
    assertEquals(
        List.of(new FieldError(field, "En çok " + longest + " karakter olabilir.")),
        errors(
            "{\"DealerCustomerId\": 1, \""
                + field
                + "\": "
                + quoted(smile.repeat(longest + 1))
                + "}",
            AcceptLanguage.TURKISH));
  }

  @Test
  void anEmailHasAtMostAHundredCharactersForMoka() {
    String most = "a".repeat(95) + "@b.tr";
    assertEquals(most, Reading.mokaWith("Email", quoted(most)).textValue());
    assertEquals(List.of("Email"), wrongWith("Email", quoted("a" + most)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elif.y@moka.com",
        "çağrı@örnek.com.tr",
        "a+b@c.co",
        "o'neill@example.org",
        "A@B.C",
        "müşteri@şirket.istanbul"
      })
  void anEmailMayHoldLettersOfAnyScript(String email) {
    assertEquals(email, Reading.mokaWith("Email", quoted(email)).textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elif",
        "elif@moka",
        "@moka.com",
        "elif@",
        "a@b@c.com",
        "elif y@moka.com",
        "elif@moka.",
        "elif@.com",
        "elif@mo\u00A0ka.com",
        "a@b.tr, c@d.tr",
        "a@b\n.tr"
      })
  void whatDoesNotLookLikeAnEmailIsRefused(String email) {
    assertEquals(List.of("Email"), wrongWith("Email", quoted(email)));
  }

  @Test
  void aMonstrousValueIsRefusedLikeAnyOther() {
    for (String unit : List.of("a", "a.", "@", " a", "5", "\u0327", "1,")) {
      String monster = quoted("x@" + unit.repeat(300_000));
      for (String field : List.of("Email", "GsmNumber", "BirthDate", "Gender", "DeviceCount")) {
        assertEquals(List.of(field), wrongWith(field, monster).stream().distinct().toList());
      }
    }
  }

  @Test
  void eitherOfTheTwoNamesOfAMokaCustomerIsEnough() {
    assertEquals(List.of("moka"), Reading.read("{\"CustomerCode\": \"C\"}").targets());
    assertEquals(List.of("moka"), Reading.read("{\"DealerCustomerId\": 5}").targets());
    assertEquals(
        List.of("DealerCustomerId", "CustomerCode"),
        wrong("{\"DeviceCount\": 1, \"Targets\": [\"licrus\", \"moka\"]}"));
  }

  @ParameterizedTest
  @CsvSource({
    "CustomerMobilPhone, CustomerMobilePhone",
    "customerfullname, CustomerFullName",
    "ProductSerialNumbers, ProductSerialNumberList",
    "Adress, Address",
    "Gendre, Gender",
    "DealerCustomerReqest, DealerCustomerRequest",
    "SUBMISSIONID, SubmissionId"
  })
  void anUnknownFieldNamesTheNearestKnownOne(String typed, String meant) {
    assertEquals(
        List.of(new FieldError(typed, "Unknown field. Did you mean '" + meant + "'?")),
        errors("{\"DeviceCount\": 1, \"" + typed + "\": \"\"}", Locale.ENGLISH));
  }

  @Test
  void anUnknownFieldInsideTheMokaRequestIsNamedToo() {
    assertEquals(
        List.of("FistName"),
        wrong("{\"DealerCustomerRequest\": {\"CustomerCode\": \"C\", \"FistName\": \"Elif\"}}"));
  }

  @Test
  void veryManyUnknownFieldsEndInTheNumberOfTheRest() {
    String many =
        IntStream.range(0, 3000)
            .mapToObj(each -> "\"unknown" + each + "\": 1")
            .collect(Collectors.joining(",", "{\"DeviceCount\": 0, ", "}"));

    List<FieldError> errors = errors(many, Locale.ENGLISH);

    assertEquals(51, errors.size());
    assertEquals("DeviceCount", errors.get(0).field());
    assertEquals("unknown0", errors.get(1).field());
    assertEquals(new FieldError("", "There are 2951 more errors."), errors.get(50));
  }

  @Test
  void aNameFromOutsideIsShownShortAndPrintable() {
    assertEquals(
        List.of("a\uFFFD\uFFFD\uFFFDb", "\uFFFDedoC", "x".repeat(100)),
        wrong(
            "{\"DeviceCount\": 1, \"a\\n\\ud800\\u0000b\": 1, \"\\u202eedoC\": 1, \""
                + "x".repeat(5000)
                + "\": 1}"));
  }

  @Test
  void noMessageEverShowsWhatWasSent() {
    String json =
        """
        {"AuthTicket": "geheim", "DealerCode": {"x": "geheim"}, "Password": ["geheim"],
         "CustomerCode": {"geheim": 1}, "Email": "geheim", "GsmNumber": "geheim",
         "BirthDate": "geheim", "Gender": "geheim", "DeviceCount": "geheim",
         "Targets": "geheim", "SubmissionId": "geheim geheim", "Unknown": "geheim",
         "DealerCustomerRequest": {"Password": "geheim2"}}
        """;
    InvalidSubmissionException refused =
        assertThrows(
            InvalidSubmissionException.class,
            () -> Reading.READER.read(json.getBytes(StandardCharsets.UTF_8)));

    assertFalse(refused.toString().contains("geheim"));
    assertFalse(refused.errors(Locale.ENGLISH).toString().contains("geheim"));
    assertFalse(refused.errors(AcceptLanguage.TURKISH).toString().contains("geheim"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"{}\"", "null", "true", "[{\"DeviceCount\": 1}]"})
  void jsonThatIsNoObjectIsInvalidAsAWhole(String json) {
    assertEquals(
        List.of(new FieldError("", "Gönderim tek bir JSON nesnesi olmalı.")),
        errors(json, AcceptLanguage.TURKISH));
  }
}
