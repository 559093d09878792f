package io.formrelay.running;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings that the relays of the tests share. */
final class SharedSettings {

  private SharedSettings() {}

  /** With more of a test's own, which come before these. */
  static Map<String, String> with(Map<String, String> more, Path data, int port, String partners) {
    Map<String, String> settings = new HashMap<>();
    settings.put("relay.data", data.toString());
    settings.put("camel.server.port", Integer.toString(port));
    settings.put("licrus.base-url", partners + "/licrus");
    settings.put("licrus.auth-ticket", "test-ticket-0123456789abcdef");
    settings.put("licrus.timeout", "30s");
    settings.put("moka.base-url", partners + "/moka");
    settings.put("moka.dealer-code", "1730");
    settings.put("moka.username", "demoUser");
    settings.put("moka.password", "demoPass1");
    settings.put("moka.timeout", "30s");
    settings.put("retry.delays", "50ms,50ms,50ms");
    settings.put("pause.probe", "200ms");
    settings.put("inbox.quiet", "0s");
    settings.put("inbox.quiet-lines", "0s");
    settings.putAll(more);
    return settings;
  }
}
