package io.formrelay.tracing;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param collector the address of an OTLP collector, without {@code /v1/traces}
 * @param serviceName the name under which the relay shows there
 * @param sample the share of submissions that are traced, 0 to 1
 */
public record TracingSettings(URI collector, String serviceName, double sample) {}
