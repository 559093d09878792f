package io.formrelay.watching;

import io.formrelay.watching.BulkReplay.Progress;
import io.formrelay.watching.DeadLetters.Replayed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

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
   * Pauses targets, as {@link TargetControl#pause} does.
   *
   * @throws IllegalArgumentException where there is no such target
   * @throws IllegalStateException where one is paused, but not over a restart
   */
  public void pause(Operator by, Collection<String> targets) {
    for (String name : targets) {
      controls
          .audit()
          .carryOut(
              Deed.of(by, "pause").target(name),
              () -> {
                controls.control().pause(name);
                return name;
              },
              paused -> "");
    }
  }

  /**
   * Resumes targets, as {@link TargetControl#resume} does.
   *
   * @throws IllegalArgumentException where there is no such target
   * @throws IllegalStateException where one goes on, but not over a restart
   */
  public void resume(Operator by, Collection<String> targets) {
    for (String name : targets) {
      controls
          .audit()
          .carryOut(
              Deed.of(by, "resume").target(name),
              () -> {
                controls.control().resume(name);
                return name;
              },
              resumed -> "");
    }
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
