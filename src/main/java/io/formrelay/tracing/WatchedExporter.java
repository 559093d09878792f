package io.formrelay.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** An exporter of which it is told whether what it sends arrives. */
final class WatchedExporter implements SpanExporter {

  private final SpanExporter exporter;
  private final HourlyWord word;

  WatchedExporter(SpanExporter exporter, HourlyWord word) {
    this.exporter = exporter;
    this.word = word;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode sent = exporter.export(spans);
    return sent.whenComplete(
        () -> {
          if (sent.isSuccess()) {
            word.arrived();
          } else {
            word.lost(sent.getFailureThrowable());
          }
        });
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
