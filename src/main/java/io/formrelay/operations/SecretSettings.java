package io.formrelay.operations;

import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which settings nobody may see: the relay's own, and what a partner requires beside its address.
 */
final class SecretSettings {

  /** What encrypted settings are decrypted with. */
  static final String MASTER_PASSWORD = "relay.master-password";

  /** The relay's own. */
  static final Set<String> OWN =
      Set.of(
          "relay.api-key",
          "relay.api-keys",
          "relay.http.captcha.secret",
          "relay.management-key",
          "notify.webhook",
          "notify.webhook-key",
          "notify.email.password",
          "relay.encryption-key",
          MASTER_PASSWORD,
          "store.password");

  private SecretSettings() {}

  /**
   * Whether a setting is secret.
   *
   * @param lookup the text of a setting; null where there is none
   */
  static boolean isSecret(String key, UnaryOperator<String> lookup) {
    int dot = key.indexOf('.');
    if (OWN.contains(key) || dot < 1) {
      return OWN.contains(key);
    }
    String required = lookup.apply(key.substring(0, dot) + ".required");
    return required != null
        && Arrays.stream(required.split(","))
            .map(String::strip)
            .anyMatch(key.substring(dot + 1)::equals);
  }
}
