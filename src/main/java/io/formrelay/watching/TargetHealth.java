package io.formrelay.watching;

import io.formrelay.delivery.Target;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Reports a partner system as down while deliveries to it are paused. */
public final class TargetHealth extends AbstractHealthCheck {

  private final Target target;

  /** Watches this target. */
  public TargetHealth(Target target) {
    super("formrelay", "target-" + target.settings().name());
    this.target = target;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    target
        .gate()
        .paused()
        .ifPresentOrElse(
            pause ->
                builder
                    .down()
                    .message("paused: " + pause.reason())
                    .detail("since", pause.since().toString())
                    .detail("error", Impersonal.of(String.valueOf(pause.error()))),
            builder::up);
  }
}
