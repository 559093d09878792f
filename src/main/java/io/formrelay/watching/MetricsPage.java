package io.formrelay.watching;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * {@code /observe/metrics} for Prometheus. Nothing of it is loaded before somebody looks: the
 * counts are kept without it.
 */
public final class MetricsPage implements ManagementPage {

  private final Controls controls;
  private PrometheusRegistry registry;

  /** Shows what these count. */
  public MetricsPage(Controls controls) {
    this.controls = controls;
  }

  @Override
  public void mount(Router router) {
    router.get("/observe/metrics").blockingHandler(this::answer, false);
  }

  private void answer(RoutingContext call) {
    ExpositionFormatWriter writer =
        ExpositionFormats.init().findWriter(call.request().getHeader("Accept"));
    ByteArrayOutputStream text = new ByteArrayOutputStream(16_384);
    try {
      writer.write(text, registry().scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    call.response()
        .putHeader("Content-Type", writer.getContentType())
        .end(Buffer.buffer(text.toByteArray()));
  }

  private synchronized PrometheusRegistry registry() {
    if (registry == null) {
      PrometheusRegistry made = new PrometheusRegistry();
      JvmMetrics.builder().register(made);
      made.register(new RelayMetrics(controls));
      registry = made;
    }
    return registry;
  }
}
