package io.formrelay.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.form.FormSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormSettingsReaderTest {

  private final Properties settings = new Properties();

  @BeforeEach
  void defaults() throws IOException {
    try (InputStream stream = Settings.class.getResourceAsStream("defaults.properties")) {
      settings.load(stream);
    }
  }

  private FormSettings read() {
    SettingValues values = new SettingValues(key -> Optional.ofNullable(settings.getProperty(key)));
    return new FormSettingsReader(values)
        .read(Path.of("config"), new DoorSettingsReader(values).read());
  }

  private void captcha() {
    settings.setProperty("relay.http.captcha.verify-url", "https://captcha.example/verify");
    settings.setProperty("relay.http.captcha.secret", "captcha-s3cret");
  }

  @Test
  void withoutAKeyThePagesAreServedAndAnybodyIsADealer() {
    FormSettings form = read();
    assertTrue(form.enabled());
    assertFalse(form.locked());
    assertEquals("FormRelay", form.company());
    assertNull(form.logo());
    assertNull(form.captcha());
    assertEquals(Duration.ofSeconds(8), form.patience());
    assertEquals(List.of(), form.embeddedIn());
  }

  @ParameterizedTest
  @CsvSource({"relay.api-key, k", "relay.api-keys, erp:0123456789abcdef"})
  void withAnyKeyThePagesAreServedOnlyIfTheRelayIsTold(String key, String value) {
    settings.setProperty(key, value);
    assertFalse(read().enabled());
    settings.setProperty("form.enabled", "true");
    assertTrue(read().enabled());
    assertTrue(read().locked());
  }

  @Test
  void aPageThatCouldNotShowTheCaptchaIsNotServed() {
    captcha();
    assertFalse(read().enabled());
    settings.setProperty("form.enabled", "true");
    SettingException stopped = assertThrows(SettingException.class, this::read);
    assertTrue(stopped.getMessage().contains("form.captcha.site-key"), stopped.getMessage());

    settings.setProperty("form.captcha.site-key", "site-1");
    FormSettings.Captcha captcha = read().captcha();
    assertEquals("site-1", captcha.siteKey());
    assertEquals("challenges.cloudflare.com", captcha.script().getHost());
    assertEquals("cf-turnstile-response", captcha.field());
  }

  @ParameterizedTest
  @CsvSource({
    "form.enabled, yes",
    "form.color, teal",
    "form.color, #0b556",
    "form.logo, config/form/no-such-logo.svg",
    "form.wait, 2m",
    "form.embedded-in, www.example.com",
    "form.embedded-in, https://www.example.com/",
    "form.embedded-in, *",
    "form.captcha.site-key, without-a-verifier"
  })
  void whatMakesNoSenseStopsTheStartByItsName(String key, String value) {
    settings.setProperty(key, value);
    SettingException stopped = assertThrows(SettingException.class, this::read);
    assertTrue(stopped.getMessage().contains(key), stopped.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"''", "javascript:alert(1)", "https://captcha.example/a b", "//captcha.example/x"})
  void aCaptchasScriptComesFromAnAddress(String script) {
    captcha();
    settings.setProperty("form.captcha.site-key", "site-1");
    settings.setProperty("form.captcha.script", script);
    SettingException stopped = assertThrows(SettingException.class, this::read);
    assertTrue(stopped.getMessage().contains("form.captcha.script"), stopped.getMessage());
  }
}
