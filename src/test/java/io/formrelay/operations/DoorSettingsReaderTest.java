package io.formrelay.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.door.ApiKey;
import io.formrelay.operations.Settings.Door;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorSettingsReaderTest {

  private static final String LONG = "s3cret-0123456789abcdef";
  private static final String DIGEST =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private final Properties settings = new Properties();

  @BeforeEach
  void defaults() throws IOException {
    try (InputStream stream = Settings.class.getResourceAsStream("defaults.properties")) {
      settings.load(stream);
    }
  }

  private DoorSettingsReader reader() {
    return new DoorSettingsReader(
        new SettingValues(key -> Optional.ofNullable(settings.getProperty(key))));
  }

  @Test
  void byDefaultThereIsNoKeyAndNoBrowserIsLetIn() {
    Door door = reader().read();

    assertEquals("127.0.0.1", door.host());
    assertEquals(List.of(), door.keys());
    assertEquals(List.of(), door.browsers().origins());
    assertEquals(List.of("licrus"), door.browsers().targets());
    assertEquals(60, door.browsers().rate().most());
    assertEquals(Duration.ofMinutes(10), door.browsers().rate().period());
  }

  @Test
  void theContractsKeyMayBeShortAndIsCalledDefault() {
    settings.setProperty("relay.api-key", "k");
    settings.setProperty("relay.api-keys", "website:" + LONG + ",erp:sha256:" + DIGEST);
    Door door = reader().read();

    assertEquals(
        List.of("default", "website", "erp"), door.keys().stream().map(ApiKey::name).toList());
    assertEquals("0.0.0.0", door.host());
    assertEquals(List.of("k", LONG, ""), reader().secrets());
    assertFalse(door.keys().toString().contains(LONG));
  }

  @ParameterizedTest
  @CsvSource({
    "relay.api-keys, 'website:s3cret'",
    "relay.api-keys, 's3cret-0123456789abcdef'",
    "relay.api-keys, ':s3cret-0123456789abcdef'",
    "relay.api-keys, 'web site:s3cret-0123456789abcdef'",
    "relay.api-keys, 'a:s3cret-0123456789abcdef,a:s3cret-9876543210abcdef'",
    "relay.api-keys, 'default:s3cret-0123456789abcdef'",
    "relay.api-keys, 'a:sha256:s3cret'",
    "relay.api-keys, 'a:sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e'",
    "relay.http.origins, *",
    "relay.http.origins, www.example.com",
    "relay.http.origins, https://www.example.com/",
    "relay.http.origins, 'https://www.example.com,https://*.example.com'",
    "relay.http.origins, null",
    "relay.http.client-rate, many",
    "relay.http.client-rate, 30",
    "relay.http.client-rate, 30/10",
    "relay.http.client-rate, 30/0s",
    "relay.http.trusted-proxies, proxy.example",
    "relay.http.min-fill, soon",
    "relay.http.captcha.verify-url, ftp://verifier.example",
    "door.key-rate, -1",
    "door.patience, 0s",
    "door.connections, 0"
  })
  void whatMakesNoSenseIsRefusedByItsKeyAndNoKeyIsRepeated(String key, String value) {
    settings.setProperty(key, value);

    SettingException refused = assertThrows(SettingException.class, () -> reader().read());

    assertTrue(refused.getMessage().startsWith(key + ": "), refused.getMessage());
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
  }

  @Test
  void pagesOfOtherMachinesAreNotListedWithoutAKey() {
    settings.setProperty("relay.http.origins", "self,http://localhost:3000,http://127.0.0.1");
    assertEquals(3, reader().read().browsers().origins().size());

    settings.setProperty("relay.http.origins", "self,https://www.example.com");
    SettingException refused = assertThrows(SettingException.class, () -> reader().read());
    assertEquals(
        "relay.api-key: is missing; without a key relay.http.origins cannot name"
            + " https://www.example.com",
        refused.getMessage());

    settings.setProperty("relay.api-key", "k");
    assertEquals(2, reader().read().browsers().origins().size());
  }

  @Test
  void aCaptchaNeedsItsSecret() {
    settings.setProperty("relay.http.captcha.verify-url", "https://verifier.example/siteverify");

    SettingException refused = assertThrows(SettingException.class, () -> reader().read());

    assertEquals("relay.http.captcha.secret: is missing", refused.getMessage());
  }
}
