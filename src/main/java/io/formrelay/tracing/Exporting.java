package io.formrelay.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How spans leave: in batches from a thread of their own, over OTLP by HTTP. What a collector does
 * not take in time, or what comes faster than it takes, is lost; nobody waits for it, and no more
 * than {@value #MOST_WAITING} spans are kept.
 */
final class Exporting {

  private static final int MOST_WAITING = 2048;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /**
   * The library logs by java.util.logging, past the relay's log; held, or it would be forgotten.
   */
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  private final TracingSettings settings;
  private final TraceIds ids;
  private final HourlyWord word;

  Exporting(TracingSettings settings, TraceIds ids, HourlyWord word) {
    this.settings = settings;
    this.ids = ids;
    this.word = word;
  }

  SdkTracerProvider provider() {
    LIBRARY.setLevel(Level.OFF);
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.collector().toString().replaceAll("/+$", "") + "/v1/traces")
            .setTimeout(TIMEOUT)
            .setConnectTimeout(CONNECT_TIMEOUT)
            .build();
    return SdkTracerProvider.builder()
        .setIdGenerator(ids)
        // By the trace's id alone: a submission is traced whole or not at all.
        .setSampler(Sampler.traceIdRatioBased(settings.sample()))
        .setResource(
            Resource.getDefault()
                .merge(
                    Resource.create(
                        Attributes.of(
                            AttributeKey.stringKey("service.name"), settings.serviceName()))))
        .addSpanProcessor(
            BatchSpanProcessor.builder(new WatchedExporter(exporter, word))
                .setMaxQueueSize(MOST_WAITING)
                .setScheduleDelay(PAUSE)
                .setExporterTimeout(TIMEOUT)
                .build())
        .build();
  }
}
