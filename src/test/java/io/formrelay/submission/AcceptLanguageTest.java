package io.formrelay.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptLanguageTest {

  private final AcceptLanguage language = new AcceptLanguage();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|en",
        "EN|en",
        "en-US,en;q=0.9|en",
        "tr|tr",
        "tr-TR,tr;q=0.9,en-US;q=0.8,en;q=0.7|tr",
        "en;q=0.3,tr;q=0.4|tr",
        "de-DE,en;q=0.5|en",
        "de|tr",
        "*|tr",
        "en;q=0|tr",
        "en;q=0,*|tr",
        "en;q=high|tr",
        ";;;,,|tr",
        "ı|tr"
      })
  void theHeaderChoosesAndTurkishIsTheDefault(String header, String chosen) {
    assertEquals(chosen, language.locale(header).getLanguage());
  }

  @Test
  void noHeaderMeansTurkish() {
    assertEquals("tr", language.locale(null).getLanguage());
    assertEquals("tr", language.locale("  ").getLanguage());
  }
}
