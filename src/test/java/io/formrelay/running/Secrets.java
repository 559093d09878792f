package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What the relay of {@link SecretsTest} is told in confidence. */
final class Secrets {

  /** SHA-256 of cfgDealer41MKcfgUser42PDcfgPass43. */
  static final String CHECK_KEY =
      "5805046b5e561a761b34d1ba15be12c4bbb87c860327d71a86f374c4ab43a63d";

  static final String ENCRYPTION_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

  private static final List<String> ALL =
      List.of(
          "Door-Key-40",
          "namedKey46-0123456789",
          "managementKey47",
          "captchaSecret48",
          "cfgTicket40",
          "cfgDealer41",
          "cfgUser42",
          "cfgPass43",
          CHECK_KEY,
          "Elif1234",
          "storePass44+/=",
          "masterPass45",
          ENCRYPTION_KEY,
          "postedTicket50",
          "postedDealer51",
          "postedUser52",
          "postedPass53",
          "postedCheck54",
          "evilCookie60",
          "evilHeader61",
          "evilCamel62");

  private Secrets() {}

  /** Sees to it that a place shows no secret, however it is written, nor a stack trace. */
  static void assertClean(String place, String text) {
    assertFalse(text.isBlank(), place);
    for (String secret : ALL) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      for (String spelling :
          List.of(secret, base64, URLEncoder.encode(secret, StandardCharsets.UTF_8))) {
        assertFalse(text.contains(spelling), () -> place + " shows " + secret + ": " + text);
      }
    }
    assertFalse(text.contains("\tat "), () -> place + " shows a stack trace: " + text);
  }
}
