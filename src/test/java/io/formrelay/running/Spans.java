package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds spans among those that a collector was sent. */
final class Spans {

  private Spans() {}

  /** The doors at which they were accepted. */
  static Set<String> doors(List<Span> spans) {
    return named(spans, "accept").stream()
        .map(span -> Collector.attributes(span).get("formrelay.door"))
        .collect(Collectors.toSet());
  }

  /** Those of this name. */
  static List<Span> named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  /** The only one of this name. */
  static Span one(List<Span> spans, String name) {
    List<Span> found = named(spans, name);
    assertEquals(1, found.size(), () -> name + " in " + spans);
    return found.get(0);
  }
}
