package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An OpenTelemetry collector on the loopback, which remembers all spans that it was sent. */
final class Collector implements AutoCloseable {

  private static final String TRACES = "/v1/traces";

  private final WireMockServer server =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  Collector() {
    server.start();
    server.stubFor(post(TRACES).willReturn(ok()));
  }

  /** What {@code telemetry.otlp} names. */
  String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Refuses everything from now on. */
  void refuses() {
    server.stubFor(post(TRACES).willReturn(ok().withStatus(400)));
  }

  /** Takes everything from now on. */
  void takes() {
    server.stubFor(post(TRACES).willReturn(ok()));
  }

  int calls() {
    return server.getAllServeEvents().size();
  }

  List<Span> spans() {
    return resources().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .map(ScopeSpans::getSpansList)
        .flatMap(List::stream)
        .toList();
  }

  /** The spans that carry this as an attribute. */
  List<Span> spans(String attribute, String value) {
    return spans().stream()
        .filter(span -> value.equals(attributes(span).get(attribute)))
        .collect(Collectors.toList());
  }

  List<ResourceSpans> resources() {
    return server.getAllServeEvents().stream()
        .map(event -> read(event.getRequest().getBody()))
        .flatMap(request -> request.getResourceSpansList().stream())
        .toList();
  }

  /** All that was sent, headers and bytes, as far as it is text. */
  String text() {
    return server.getAllServeEvents().stream()
        .map(
            event ->
                event.getRequest().getHeaders()
                    + new String(event.getRequest().getBody(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  private static ExportTraceServiceRequest read(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** What a span carries, as text. */
  static Map<String, String> attributes(Span span) {
    Map<String, String> attributes = new TreeMap<>();
    span.getAttributesList().forEach(each -> attributes.put(each.getKey(), text(each.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(Collector::text)
              .collect(Collectors.joining(","));
      default -> throw new AssertionError(value);
    };
  }

  @Override
  public void close() {
    server.stop();
  }
}
