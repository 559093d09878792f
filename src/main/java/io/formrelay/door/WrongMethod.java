package io.formrelay.door;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers 405 and names the methods that the path knows. */
public final class WrongMethod implements Processor {

  private final String allowed;

  /** Names these methods, as in {@code GET}. */
  public WrongMethod(String allowed) {
    this.allowed = allowed;
  }

  @Override
  public void process(Exchange exchange) {
    throw new Problem(
        405, "This path takes " + allowed + " only.", List.of(), Map.of("Allow", allowed));
  }
}
