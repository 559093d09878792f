package io.formrelay.operations;

import java.util.Optional;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;

/**
 * The one place where settings become values, for the routes' placeholders and the relay's own
 * reading alike. A secret setting may say {@code file:} and a path, and any setting {@code
 * ENC(...)}; what Camel's property functions give ({@code {{env:...}}}, vaults) is Camel's.
 *
 * <p>What it throws is a {@link SettingException}: Camel takes an {@code IllegalArgumentException}
 * for a setting that is missing.
 */
final class SettingsParser extends DefaultPropertiesParser {

  private final PropertiesComponent properties;
  private final SecretFiles files = new SecretFiles();

  /** Made with the first encrypted setting: its library is loaded for nothing else. */
  private EncryptedValues encrypted;

  SettingsParser(PropertiesComponent properties) {
    super(properties);
    this.properties = properties;
  }

  @Override
  public String parseProperty(String key, String value, PropertiesLookup lookup) {
    if (value == null || key == null) {
      return value;
    }
    String stripped = value.strip();
    if (stripped.startsWith(EncryptedValues.BEGIN)) {
      return decrypted(key, stripped);
    }
    if (stripped.startsWith(SecretFiles.BEGIN) && SecretSettings.isSecret(key, this::setting)) {
      return files.read(key, resolved(stripped));
    }
    return value;
  }

  private synchronized String decrypted(String key, String value) {
    if (key.equals(SecretSettings.MASTER_PASSWORD)) {
      throw new SettingException(key, "cannot itself be encrypted");
    }
    if (encrypted == null) {
      encrypted =
          new EncryptedValues(
              Optional.ofNullable(setting(SecretSettings.MASTER_PASSWORD)).orElse(""));
    }
    return encrypted.decrypt(key, value);
  }

  /** Asked as every setting is, so that it may stand in the environment. */
  private String setting(String key) {
    return properties.resolveProperty(key).orElse(null);
  }

  private String resolved(String value) {
    return value.contains(PropertiesComponent.PREFIX_TOKEN) ? properties.parseUri(value) : value;
  }
}
