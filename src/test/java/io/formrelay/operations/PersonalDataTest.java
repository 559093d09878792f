package io.formrelay.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

  @ParameterizedTest
  @CsvSource({
    "bad number 5301231212, bad number 530***1212",
    "+90 (530) 123 12 12 is taken, 530***1212 is taken",
    "0530-123-12-12!, 530***1212!",
    "'{\"gsm\":\"05301231212\"}', '{\"gsm\":\"530***1212\"}'",
    "gsm=5301231212, gsm=530***1212",
    "customerid=5301231212, customerid=530***1212",
    "0216 123 45 67, 216***4567",
    "ayşe.yılmaz+1@örnek.com.tr was refused, ***@*** was refused",
    "5301231212 a@b.co, 530***1212 ***@***",
  })
  void whatLooksLikeAPhoneNumberOrAnAddressIsMasked(String said, String logged) {
    assertEquals(logged, PersonalData.masked(said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attempt id=01a201f9-e0e1-7060-86de-5301231212aa target=licrus reference=43090 next=-",
        "reference=2147483647 ms=12",
        "attempt id=5301231299 target=licrus",
        "2026-11-22T06:38:08.135Z and 1732257488135",
        "1,234,567,890 bytes at 127.0.0.1:5432",
        "user@host",
      })
  void whatIsNoneStays(String said) {
    assertEquals(said, PersonalData.masked(said));
  }
}
