package io.formrelay.door;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step that lets calls of the methods pass that a path knows; any other is answered 405, which
 * names them.
 */
public final class OnlyMethods implements Processor {

  private final List<String> allowed;

  /** Lets these pass, as in {@code GET}. */
  public OnlyMethods(String... allowed) {
    this.allowed = List.of(allowed);
  }

  @Override
  public void process(Exchange exchange) {
    if (!allowed.contains(HttpRequests.of(exchange).method().name())) {
      String named = String.join(", ", allowed);
      throw new Problem(
          405, "This path takes " + named + " only.", List.of(), Map.of("Allow", named));
    }
  }
}
