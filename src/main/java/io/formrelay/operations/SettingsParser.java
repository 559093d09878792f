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
      return decrypted(key, stripped, lookup);
    }
    if (stripped.startsWith(SecretFiles.BEGIN)
        && SecretSettings.isSecret(key, required -> lookup.lookup(required, null))) {
      return files.read(key, resolved(stripped));
    }
    return value;
  }

  private synchronized String decrypted(String key, String value, PropertiesLookup lookup) {
    if (key.equals(SecretSettings.MASTER_PASSWORD)) {
      throw new SettingException(key, "cannot itself be encrypted");
    }
    if (encrypted == null) {
      encrypted = new EncryptedValues(masterPassword(lookup));
    }
    return encrypted.decrypt(key, value);
  }

  private String masterPassword(PropertiesLookup lookup) {
    return Optional.ofNullable(lookup.lookup(SecretSettings.MASTER_PASSWORD, null))
        .map(raw -> parseProperty(SecretSettings.MASTER_PASSWORD, raw, lookup))
        .map(this::resolved)
        .orElse("");
  }

  private String resolved(String value) {
    return value.contains(PropertiesComponent.PREFIX_TOKEN) ? properties.parseUri(value) : value;
  }
}
