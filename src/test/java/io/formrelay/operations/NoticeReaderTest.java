package io.formrelay.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.notice.NoticeSettings;
import io.formrelay.notice.NoticeSettings.Tls;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeReaderTest {

  private static final String SECRET = "T0KEN-in-the-path";

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "notify.name", "FormRelay",
              "notify.language", "en",
              "notify.every", "5s",
              "notify.oldest-pending", "1h"));

  private NoticeSettings read() {
    return new NoticeReader(new SettingValues(key -> Optional.ofNullable(settings.get(key))))
        .read();
  }

  private void mail(String server, String tls) {
    settings.put("notify.email.to", "ops@example.com, second@example.com");
    settings.put("notify.email.from", "relay@example.com");
    settings.put("notify.email.server", server);
    settings.put("notify.email.tls", tls);
  }

  @Test
  void nobodyIsNotifiedUnlessSaidSo() {
    assertFalse(read().enabled());
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.com:587,'',STARTTLS",
    "mail.example.com:465,'',IMPLICIT",
    "mail.example.com:25,true,STARTTLS",
    "127.0.0.1:25,'',NONE",
    "localhost:25,false,NONE",
    "127.0.0.1:465,true,IMPLICIT"
  })
  void mailIsEncryptedUnlessItStaysOnThisMachine(String server, String tls, Tls expected) {
    mail(server, tls);
    assertEquals(expected, read().email().orElseThrow().tls());
  }

  @ParameterizedTest
  @CsvSource({
    "notify.email.tls,false",
    "notify.email.tls,maybe",
    "notify.email.to,ops",
    "notify.email.to,'ops@example.com,'",
    "notify.email.to,'Ops <ops@example.com>'",
    "notify.email.from,",
    "notify.email.from,'relay@example.com\r\nBcc: x@example.com'",
    "notify.email.server,mail.example.com",
    "notify.email.server,mail.example.com:70000",
    "notify.email.server,'mail.example.com:25?mail.smtp.host=x'",
    "notify.name,",
    "notify.name,'a\nb'",
    "notify.language,de",
    "notify.every,1ms",
    "notify.oldest-pending,soon",
    "notify.webhook,ftp://hooks.example.com/T0KEN-in-the-path",
    "notify.webhook,http://hooks.example.com/T0KEN-in-the-path",
    "notify.webhook,https://user:pass@hooks.example.com/T0KEN-in-the-path",
    "notify.webhook,https://hooks.example.com/T0KEN-in-the-path with blanks"
  })
  void whatMakesNoSenseIsRefusedByItsNameAndNoAddressIsShown(String key, String value) {
    mail("mail.example.com:587", "");
    settings.put(key, value);
    SettingException refused = assertThrows(SettingException.class, this::read);
    assertTrue(refused.getMessage().contains(key), refused::toString);
    assertFalse(refused.getMessage().contains(SECRET), refused::toString);
  }

  @Test
  void aUserNeedsAPasswordAndAKeyOfAWebhookFitsAHeader() {
    mail("mail.example.com:587", "");
    settings.put("notify.email.username", "relay");
    assertTrue(
        assertThrows(SettingException.class, this::read)
            .getMessage()
            .contains("notify.email.password"));
    settings.put("notify.email.password", "p");
    settings.put("notify.webhook", "https://hooks.example.com/" + SECRET + "?k=1");
    settings.put("notify.webhook-key", "a\r\nb");
    assertTrue(
        assertThrows(SettingException.class, this::read)
            .getMessage()
            .contains("notify.webhook-key"));
    settings.put("notify.webhook-key", "k");
    NoticeSettings read = read();
    assertEquals("https://hooks.example.com", read.webhook().orElseThrow().origin());
    assertFalse(read.toString().contains(SECRET), read::toString);
  }
}
