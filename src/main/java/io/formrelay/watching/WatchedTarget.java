package io.formrelay.watching;

import io.formrelay.delivery.Target;
import java.util.List;
import javax.management.openmbean.CompositeData;

/** One partner system in JMX. */
final class WatchedTarget extends Watched implements TargetMBean {

  private final Target target;
  private final String name;

  WatchedTarget(Target target, Controls controls) {
    super(List.of(target), controls);
    this.target = target;
    this.name = target.settings().name();
  }

  @Override
  public long getAccepted() {
    return controls().counts().targets().get(name).accepted();
  }

  @Override
  public String getPauseReason() {
    return target.gate().paused().map(pause -> pause.reason().name()).orElse("");
  }

  @Override
  public String getPausedSince() {
    return target.gate().paused().map(pause -> pause.since().toString()).orElse("");
  }

  @Override
  public String getLastError() {
    return target.gate().lastError().map(Impersonal::of).orElse("");
  }

  @Override
  public CompositeData replayAll(String resultCode) {
    return replay(DeadLetterSearch.of(name, resultCode, null, null, null));
  }
}
