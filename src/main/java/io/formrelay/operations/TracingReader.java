package io.formrelay.operations;

import io.formrelay.tracing.TracingSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Reads and checks the settings of traces. */
final class TracingReader {

  private static final String COLLECTOR = "telemetry.otlp";
  private static final String SERVICE_NAME = "telemetry.service-name";
  private static final String SAMPLE = "telemetry.sample";

  /** All of them. */
  static final Set<String> KEYS = Set.of(COLLECTOR, SERVICE_NAME, SAMPLE);

  private final SettingValues values;

  TracingReader(SettingValues values) {
    this.values = values;
  }

  /** Empty where nothing is traced. */
  Optional<TracingSettings> read() {
    String name = values.required(SERVICE_NAME).strip();
    double sample = values.decimal(SAMPLE);
    if (sample > 1) {
      throw new SettingException(SAMPLE, "is a share from 0 to 1");
    }
    String collector = values.text(COLLECTOR);
    return collector.isEmpty()
        ? Optional.empty()
        : Optional.of(new TracingSettings(address(collector), name, sample));
  }

  private static URI address(String collector) {
    // What is refused is not repeated: an address may carry a password.
    try {
      URI uri = new URI(collector);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http
          || uri.getHost() == null
          || uri.getUserInfo() != null
          || uri.getQuery() != null
          || uri.getFragment() != null) {
        throw new SettingException(
            COLLECTOR, "is no plain http or https address, as in http://127.0.0.1:4318");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new SettingException(COLLECTOR, "is no address: " + e.getReason());
    }
  }
}
