package io.formrelay.operations;

import java.nio.file.Path;

/**
 * Where the configuration stands: {@code config} in the folder the relay is started from, unless
 * the system property {@code relay.config} or the environment variable {@code RELAY_CONFIG} names
 * another.
 */
final class ConfigFolder {

  private ConfigFolder() {}

  static Path path() {
    String environment = System.getenv("RELAY_CONFIG");
    return Path.of(
        environment != null ? environment : System.getProperty("relay.config", "config"));
  }
}
