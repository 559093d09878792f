package io.formrelay.submission;

import static io.formrelay.submission.Reading.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {

  @Test
  void theSendersOwnIdIsHandedOn() {
    assertEquals(
        "s-1_A", read("{\"DeviceCount\": 1, \"SubmissionId\": \" s-1_A \"}").submissionId());
    assertEquals("42", read("{\"DeviceCount\": 1, \"SubmissionId\": 42}").submissionId());
    assertNull(read("{\"DeviceCount\": 1, \"SubmissionId\": \"\"}").submissionId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ä", "../x", "a.b", "a/b", "a:b"})
  void anIdThatWouldNotDoAsAFileNameIsRefused(String id) {
    assertEquals(List.of("SubmissionId"), Reading.wrongWith("SubmissionId", "\"" + id + "\""));
  }

  @Test
  void anIdHasAtMost64Characters() {
    assertEquals(
        "x".repeat(64),
        read("{\"DeviceCount\": 1, \"SubmissionId\": \"" + "x".repeat(64) + "\"}").submissionId());
    assertEquals(
        List.of("SubmissionId"), Reading.wrongWith("SubmissionId", "\"" + "x".repeat(65) + "\""));
  }

  @Test
  void theFingerprintIsTheSha256OfTargetsAndSortedFields() {
    // printf '[["licrus"],{"CustomerCity":"Iğdır","DeviceCount":2}]' | sha256sum
    assertEquals(
        "72754dcae7c4e81af6a5bc9a962698948a0f108388d419e39b525ccefc1a572c",
        read("{\"DeviceCount\": 2, \"CustomerCity\": \"Iğdır\"}").fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"CustomerMobilePhone\": \"+90 530 123 12 12\", \"DeviceCount\": \"2\"}",
        "{\"DeviceCount\": 2.0, \"CustomerMobilePhone\": 5301231212, \"CustomerCity\": null}",
        "{\"DeviceCount\": 2, \"CustomerMobilePhone\": \"5301231212\", \"Targets\": [\"licrus\"]}",
        "{\"DeviceCount\": 2, \"CustomerMobilePhone\": \"5301231212\", \"Targets\": \"licrus\"}",
        "{\"DeviceCount\": 2, \"CustomerMobilePhone\": \"5301231212\", \"SubmissionId\": \"a\"}",
        "{\"DeviceCount\": 2, \"CustomerMobilePhone\": \"5301231212\", \"AuthTicket\": \"x\"}"
      })
  void theFingerprintDoesNotDependOnSpellingOrOrder(String json) {
    assertEquals(
        read("{\"DeviceCount\": 2, \"CustomerMobilePhone\": \"5301231212\"}").fingerprint(),
        read(json).fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"CustomerCode\": \"c\", \"DeviceCount\": 2}",
        "{\"CustomerCode\": \"C\", \"DeviceCount\": 3}",
        "{\"CustomerCode\": \"C\", \"DeviceCount\": 2, \"CustomerCity\": \"X\"}",
        "{\"CustomerCode\": \"C\", \"DeviceCount\": 2, \"Targets\": [\"moka\"]}",
        "{\"CustomerCode\": \"C\"}"
      })
  void theFingerprintTellsOtherContentAndOtherTargetsApart(String json) {
    assertNotEquals(
        read("{\"CustomerCode\": \"C\", \"DeviceCount\": 2}").fingerprint(),
        read(json).fingerprint());
  }

  @Test
  void theOrderOfTheTargetsDoesNotChangeTheFingerprint() {
    assertEquals(
        read("{\"CustomerCode\": \"C\", \"DeviceCount\": 2, \"Targets\": \"moka,licrus\"}")
            .fingerprint(),
        read("{\"CustomerCode\": \"C\", \"DeviceCount\": 2}").fingerprint());
  }

  @Test
  void aDeviceCountUnlikeTheNumberOfSerialNumbersIsWarnedOf() {
    List<Problem> warnings =
        read("{\"DeviceCount\": 3, \"ProductSerialNumberList\": \"1,2\"}").warnings();

    assertEquals(1, warnings.size());
    assertEquals(
        new FieldError(
            "DeviceCount",
            "Differs from the number of values in ProductSerialNumberList, which has 2."),
        warnings.get(0).in(Locale.ENGLISH));
    assertEquals(
        new FieldError(
            "DeviceCount",
            "ProductSerialNumberList alanındaki değerlerin sayısından farklı; orada 2 değer var."),
        warnings.get(0).in(AcceptLanguage.TURKISH));
    assertEquals(List.of(), read("{\"DeviceCount\": 3}").warnings());
  }
}
