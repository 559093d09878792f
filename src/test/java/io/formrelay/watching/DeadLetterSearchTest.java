package io.formrelay.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeadLetterSearchTest {

  @Test
  void whatIsSaidOfASearchIsOneLineWithoutThePersonsInIt() {
    DeadLetterSearch search =
        DeadLetterSearch.of(
            "moka\r\nERROR made up",
            "\u001b[31m\u009b1mX\u2028Y\u202e 0530 123 12 12",
            null,
            "2h",
            "Ayşe");

    assertEquals(
        "target moka?ERROR made up, code ?[31m?1mX?Y? ***," + " younger than PT2H, text ***",
        search.described());
  }

  @Test
  void whatIsSaidOfASearchIsShort() {
    DeadLetterSearch search = DeadLetterSearch.of("t".repeat(5_000), null, null, null, null);

    assertEquals("target " + "t".repeat(60), search.described());
  }
}
