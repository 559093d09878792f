package io.formrelay.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the value of a secret may stand. */
class SecretSettingsTest {

  @TempDir Path folder;
  private final Map<String, String> overrides = new TreeMap<>();

  private Optional<String> value(String key) {
    return new ConfigurationSource(overrides).value(key);
  }

  private String refused(String key) {
    return assertThrows(SettingException.class, () -> value(key)).getMessage();
  }

  private String file(String content) throws Exception {
    Path file = folder.resolve("secret");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return "file:" + file;
  }

  @Test
  void aFileGivesItsContentLessOneLineBreak() throws Exception {
    for (String end : new String[] {"", "\n", "\r\n"}) {
      overrides.put("moka.password", file(" Güçlü Şifre " + end));
      assertEquals(Optional.of(" Güçlü Şifre "), value("moka.password"));
    }
    overrides.put("moka.password", file("two\n\n"));
    assertEquals(Optional.of("two\n"), value("moka.password"));
  }

  @Test
  void aPathMayBeRelativeAndHoldAPlaceholder() throws Exception {
    Path here = Files.createTempFile(Path.of("target"), "secret", "");
    try {
      Files.writeString(here, "relative");
      overrides.put("licrus.auth-ticket", "file:target/{{my.name}}");
      overrides.put("my.name", here.getFileName().toString());
      assertEquals(Optional.of("relative"), value("licrus.auth-ticket"));
    } finally {
      Files.delete(here);
    }
  }

  @Test
  void whatCannotBeReadNamesTheKey() throws Exception {
    overrides.put("moka.password", "file:" + folder.resolve("missing"));
    assertTrue(
        refused("moka.password").startsWith("moka.password: names a file that is not there"));
    overrides.put("moka.password", "file:" + folder);
    assertTrue(
        refused("moka.password").startsWith("moka.password: names a file that is not there"));
    Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xFC});
    overrides.put("moka.password", "file:" + folder.resolve("latin"));
    assertTrue(refused("moka.password").contains("is not UTF-8"));
  }

  @Test
  void everySecretMayStandInAFileAndNothingElse() throws Exception {
    for (String key :
        new String[] {
          "relay.api-key",
          "relay.encryption-key",
          "relay.master-password",
          "store.password",
          "licrus.auth-ticket",
          "moka.dealer-code",
          "moka.username",
          "moka.password"
        }) {
      overrides.put(key, file("from a file"));
      assertEquals(Optional.of("from a file"), value(key), key);
    }
    overrides.put("my.endpoint", "file:outbox");
    assertEquals(Optional.of("file:outbox"), value("my.endpoint"));
  }

  @Test
  void camelsFunctionsGiveValues() {
    overrides.put("moka.username", "{{env:PATH}}");
    overrides.put("moka.password", "{{sys:user.dir}}");
    assertEquals(Optional.of(System.getenv("PATH")), value("moka.username"));
    assertEquals(Optional.of(System.getProperty("user.dir")), value("moka.password"));
  }

  @Test
  void anEncryptedValueIsDecryptedWithTheMasterPassword() throws Exception {
    String encrypted = new EncryptedValues("master").encrypt("Güçlü {Şifre}");
    assertFalse(encrypted.contains("ifre"));
    overrides.put("moka.password", encrypted);
    overrides.put("relay.master-password", file("master\n"));
    assertEquals(Optional.of("Güçlü {Şifre}"), value("moka.password"));
    overrides.put("my.keystore", encrypted);
    assertEquals(Optional.of("Güçlü {Şifre}"), value("my.keystore"));
  }

  @Test
  void withoutTheRightMasterPasswordTheKeyIsNamed() {
    overrides.put("moka.password", new EncryptedValues("master").encrypt("s3cret"));
    assertTrue(refused("moka.password").startsWith("relay.master-password: is missing"));
    overrides.put("relay.master-password", "other");
    assertTrue(refused("moka.password").startsWith("moka.password: cannot be decrypted"));
    overrides.put("moka.password", "ENC(no such thing)");
    assertTrue(refused("moka.password").startsWith("moka.password: cannot be decrypted"));
    overrides.put("relay.master-password", "ENC(abc)");
    assertTrue(refused("relay.master-password").startsWith("relay.master-password: cannot itself"));
  }
}
