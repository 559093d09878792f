package io.formrelay.operations;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Reports a part of the relay as down while it says that something is wrong, in its own words. */
final class Trouble extends AbstractHealthCheck {

  private final Supplier<Optional<String>> told;

  /**
   * Asks a part.
   *
   * @param name the check's name
   * @param told what is wrong; empty while nothing is
   */
  Trouble(String name, Supplier<Optional<String>> told) {
    super("formrelay", name);
    this.told = told;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    told.get().ifPresentOrElse(wrong -> builder.down().message(wrong), builder::up);
  }
}
