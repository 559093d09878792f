package io.formrelay.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

/**
 * Opens the key store of the HTTP door's certificate before Camel does, which would tell of a wrong
 * one by a page of exceptions that names no setting.
 */
final class KeyStoreCheck {

  private static final String STORE = "camel.ssl.keyStore";
  private static final String PASSWORD = "camel.ssl.keystorePassword";

  private final SettingValues values;

  KeyStoreCheck(SettingValues values) {
    this.values = values;
  }

  /** Checks a store in a file; Camel also knows others, as in {@code classpath:door.p12}. */
  void check() {
    String store = values.text(STORE);
    if (!values.text("camel.ssl.enabled").equals("true") || store.matches("|[a-z]{2,}:.*")) {
      return;
    }
    Path file = values.path(STORE);
    if (!Files.isRegularFile(file)) {
      throw new SettingException(STORE, "is no file");
    }
    try {
      KeyStore.getInstance(file.toFile(), values.required(PASSWORD).toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new SettingException(PASSWORD, "does not open " + STORE);
      }
      throw new SettingException(STORE, "is no key store that can be read");
    }
  }
}
