package io.formrelay.watching;

import io.formrelay.watching.BulkReplay.Progress;
import io.formrelay.watching.DeadLetters.Replayed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an operator can do to the relay, noted in the audit log whatever way they come. Each can
 * throw an {@link AuditException}, after which nothing was done, and a {@link
 * io.formrelay.ledger.LedgerException}.
 */
public final class Actions {

  private final Controls controls;

  /** Acts by these. */
  public Actions(Controls controls) {
    this.controls = controls;
  }

  /**
   * Pauses targets, as {@link TargetControl#pause} does. One that cannot be keeps none of the
   * others going.
   *
   * @throws IllegalArgumentException where there is no such target
   * @throws IllegalStateException where some are paused, but not over a restart
   */
  public void pause(Operator by, Collection<String> targets) {
    each(by, "pause", targets, controls.control()::pause);
  }

  /**
   * Resumes targets, as {@link TargetControl#resume} does. One that cannot be holds none of the
   * others up.
   *
   * @throws IllegalArgumentException where there is no such target
   * @throws IllegalStateException where some go on, but not over a restart
   */
  public void resume(Operator by, Collection<String> targets) {
    each(by, "resume", targets, controls.control()::resume);
  }

  private void each(
      Operator by, String what, Collection<String> targets, Consumer<String> control) {
    List<String> failures = new ArrayList<>();
    for (String name : targets) {
      try {
        controls
            .audit()
            .carryOut(Deed.of(by, what).target(name), () -> done(control, name), none -> "");
      } catch (IllegalStateException notOverARestart) {
        failures.add(notOverARestart.getMessage());
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(String.join("; ", failures));
    }
  }

  private static String done(Consumer<String> control, String name) {
    control.accept(name);
    return name;
  }

  /**
   * Delivers a dead letter again, to each of these targets.
   *
   * @return what became of it, by target
   */
  public Map<String, Replayed> replay(Operator by, String id, Collection<String> targets) {
    Map<String, Replayed> all = new LinkedHashMap<>();
    for (String target : targets) {
      Deed deed = Deed.of(by, "replay").target(target).id(id);
      all.put(
          target,
          controls
              .audit()
              .carryOut(deed, () -> controls.deadLetters().replay(id, target), Replayed::name));
    }
    return all;
  }

  /**
   * Delivers many dead letters again, as {@link BulkReplay#start} does.
   *
   * @throws IllegalStateException where another such job is under way
   */
  public Progress replayMany(Operator by, DeadLetterSearch search) {
    return controls
        .audit()
        .carryOut(
            Deed.of(by, "replayMany").filter(search.described()),
            () -> controls.bulk().start(search),
            begun -> begun.total() + " dead letters, in the background");
  }

  /** Stops the job that is under way, if any. */
  public Progress stopReplay(Operator by) {
    return controls
        .audit()
        .carryOut(
            Deed.of(by, "stopReplay"),
            () -> controls.bulk().stop(),
            stopped -> stopped.done() + " of " + stopped.total() + " were taken back");
  }

  /**
   * Drops a dead letter, as {@link DeadLetters#drop} does.
   *
   * @return whether there was such a dead letter
   * @throws IllegalArgumentException where there is no reason
   */
  public boolean drop(Operator by, String id, String target, String reason) {
    return controls
        .audit()
        .carryOut(
            Deed.of(by, "drop").target(target).id(id).reason(reason),
            () -> controls.deadLetters().drop(id, target, reason),
            dropped -> dropped ? "" : "nothing: no such dead letter");
  }
}
