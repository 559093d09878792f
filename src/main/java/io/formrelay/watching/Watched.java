package io.formrelay.watching;

import io.formrelay.delivery.Target;
import io.formrelay.ledger.State;
import io.formrelay.watching.QueueDepths.Depth;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;

/** Answers JMX for some targets: for all of them, or for one. */
abstract class Watched implements WatchedMBean {

  private final Collection<Target> targets;
  private final Controls controls;
  private final Actions actions;

  Watched(Collection<Target> targets, Controls controls) {
    this.targets = targets;
    this.controls = controls;
    this.actions = new Actions(controls);
  }

  final Controls controls() {
    return controls;
  }

  final Actions actions() {
    return actions;
  }

  final List<String> names() {
    return targets.stream().map(target -> target.settings().name()).toList();
  }

  @Override
  public long getSucceeded() {
    return ended(State.SUCCEEDED);
  }

  @Override
  public long getDeadLettered() {
    return ended(State.DEAD_LETTERED);
  }

  @Override
  public long getPending() {
    return sum(Depth::pending);
  }

  @Override
  public long getSending() {
    return sum(Depth::sending);
  }

  @Override
  public long getRetrying() {
    return sum(Depth::retrying);
  }

  @Override
  public long getDeadLetters() {
    return sum(Depth::deadLetters);
  }

  @Override
  public long getOldestPendingSeconds() {
    return names().stream()
        .map(name -> controls.depths().of(name).oldestOpen())
        .filter(Objects::nonNull)
        .mapToLong(since -> Duration.between(since, controls.clock().instant()).toSeconds())
        .max()
        .orElse(0);
  }

  @Override
  public boolean isPaused() {
    return targets.stream().anyMatch(target -> target.gate().paused().isPresent());
  }

  @Override
  public void pause() {
    Spoken.of(
        () -> {
          actions.pause(Operator.JMX, names());
          return null;
        });
  }

  @Override
  public void resume() {
    Spoken.of(
        () -> {
          actions.resume(Operator.JMX, names());
          return null;
        });
  }

  @Override
  public String replay(String id) {
    return Spoken.of(
        () -> {
          List<String> dead =
              controls.deadLetters().targets(id).stream().filter(names()::contains).toList();
          if (dead.isEmpty()) {
            return "nothing done: " + id + " is no dead letter";
          }
          return actions.replay(Operator.JMX, id, dead).entrySet().stream()
              .map(each -> each.getKey() + ": " + each.getValue())
              .collect(Collectors.joining(", "));
        });
  }

  final CompositeData replay(DeadLetterSearch search) {
    return Spoken.of(() -> Rows.progress(actions.replayMany(Operator.JMX, search)));
  }

  private long ended(State state) {
    return names().stream()
        .mapToLong(name -> controls.counts().targets().get(name).ended(state))
        .sum();
  }

  private long sum(ToLongFunction<Depth> part) {
    List<Long> each =
        names().stream().map(name -> part.applyAsLong(controls.depths().of(name))).toList();
    return each.contains(QueueDepths.UNKNOWN)
        ? QueueDepths.UNKNOWN
        : each.stream().mapToLong(Long::longValue).sum();
  }
}
