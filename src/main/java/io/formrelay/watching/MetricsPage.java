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
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * {@code /observe/metrics} for Prometheus. Nothing of it is loaded before somebody looks: the
 * counts are kept without it.
 */
public final class MetricsPage implements ManagementPage {

  private final Controls controls;
  private final CamelContext context;
  private final Map<String, Path> folders;
  private PrometheusRegistry registry;

  /**
   * Shows what these count.
   *
   * @param context has the health checks
   * @param folders where room is needed, by the name under which it is shown
   */
  public MetricsPage(Controls controls, CamelContext context, Map<String, Path> folders) {
    this.controls = controls;
    this.context = context;
    this.folders = folders;
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
      made.register(new HealthMetrics(context, folders));
      registry = made;
    }
    return registry;
  }
}
