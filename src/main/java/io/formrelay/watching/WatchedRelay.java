package io.formrelay.watching;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.formrelay.delivery.Target;
import java.util.Collection;
import javax.management.openmbean.CompositeData;

/** The relay as a whole in JMX. */
final class WatchedRelay extends Watched implements RelayMBean {

  private static final int PAGE = 50;

  WatchedRelay(Collection<Target> targets, Controls controls) {
    super(targets, controls);
  }

  @Override
  public long getAccepted() {
    return controls().counts().accepted().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String[] getTargets() {
    return names().toArray(String[]::new);
  }

  @Override
  public long getQuarantined() {
    return controls().counts().quarantined().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public CompositeData getReplayProgress() {
    return Rows.progress(controls().bulk().progress());
  }

  @Override
  public CompositeData[] getProgress() {
    return Rows.work(controls().work().get().stream().map(Work::withoutFileName).toList());
  }

  @Override
  public CompositeData replayAll(String resultCode) {
    return replay(DeadLetterSearch.of(null, resultCode, null, null, null));
  }

  @Override
  public CompositeData[] listDeadLetters(
      String target,
      String resultCode,
      String olderThan,
      String youngerThan,
      String text,
      String after) {
    DeadLetterSearch search = DeadLetterSearch.of(target, resultCode, olderThan, youngerThan, text);
    return Spoken.of(
        () -> Rows.letters(controls().deadLetters().list(search, PlaceText.read(after), PAGE)));
  }

  @Override
  public String show(String id) {
    ArrayNode stories = JsonNodeFactory.instance.arrayNode();
    Spoken.of(() -> stories.addAll(controls().deadLetters().show(id)));
    return stories.toPrettyString();
  }

  @Override
  public CompositeData[] dryRun(
      String target, String resultCode, String olderThan, String youngerThan, String text) {
    DeadLetterSearch search = DeadLetterSearch.of(target, resultCode, olderThan, youngerThan, text);
    return Spoken.of(() -> Rows.counts(controls().deadLetters().dryRun(search)));
  }

  @Override
  public CompositeData replayMany(
      String target, String resultCode, String olderThan, String youngerThan, String text) {
    return replay(DeadLetterSearch.of(target, resultCode, olderThan, youngerThan, text));
  }

  @Override
  public CompositeData stopReplay() {
    return Spoken.of(() -> Rows.progress(actions().stopReplay(Operator.JMX)));
  }

  @Override
  public String drop(String id, String target, String reason) {
    boolean dropped = Spoken.of(() -> actions().drop(Operator.JMX, id, target, reason));
    return dropped ? "dropped" : "nothing done: " + id + " is no dead letter of " + target;
  }
}
