package io.formrelay.watching;

import javax.management.openmbean.CompositeData;

/** The relay as a whole in JMX: {@code formrelay:type=Relay}. */
@Described("FormRelay: all targets together, and what an operator can do with dead letters")
public interface RelayMBean extends WatchedMBean {

  @Described("The names of the targets")
  String[] getTargets();

  @Described(
      value = "Forms from browsers that were taken for spam since the start",
      units = "forms")
  long getQuarantined();

  @Described("How far the last replay of many has come")
  CompositeData getReplayProgress();

  @Described("Long work that is under way or lately ended: batch files and replays of many")
  CompositeData[] getProgress();

  @Described(
      value = "Lists dead letters, newest first, 50 a page; blank parameters say nothing",
      looksOnly = true)
  CompositeData[] listDeadLetters(
      @Described(name = "target", value = "the partner's name") String target,
      @Described(name = "resultCode", value = "the result code") String resultCode,
      @Described(name = "olderThan", value = "at least so old, as in 30m, 2h or 1d")
          String olderThan,
      @Described(name = "youngerThan", value = "at most so old, as in 30m, 2h or 1d")
          String youngerThan,
      @Described(name = "text", value = "what id, message, reference or a field contains")
          String text,
      @Described(name = "after", value = "the place of the last row of the page before")
          String after);

  @Described(value = "Tells all about a submission and its attempts, as JSON", looksOnly = true)
  String show(@Described(name = "id", value = "the submission's id") String id);

  @Described(value = "Counts what replayMany would take, and does nothing", looksOnly = true)
  CompositeData[] dryRun(
      @Described(name = "target", value = "the partner's name") String target,
      @Described(name = "resultCode", value = "the result code") String resultCode,
      @Described(name = "olderThan", value = "at least so old, as in 30m, 2h or 1d")
          String olderThan,
      @Described(name = "youngerThan", value = "at most so old, as in 30m, 2h or 1d")
          String youngerThan,
      @Described(name = "text", value = "what id, message, reference or a field contains")
          String text);

  @Described(
      "Delivers many dead letters again, oldest first, as a job in the background; blank parameters"
          + " say nothing; OutcomeUnknown and Dropped must be named")
  CompositeData replayMany(
      @Described(name = "target", value = "the partner's name") String target,
      @Described(name = "resultCode", value = "the result code") String resultCode,
      @Described(name = "olderThan", value = "at least so old, as in 30m, 2h or 1d")
          String olderThan,
      @Described(name = "youngerThan", value = "at most so old, as in 30m, 2h or 1d")
          String youngerThan,
      @Described(name = "text", value = "what id, message, reference or a field contains")
          String text);

  @Described("Stops the replay of many; what it has not come to stays a dead letter")
  CompositeData stopReplay();

  @Described("Drops a dead letter that needs nobody any more; it stays on file with the reason")
  String drop(
      @Described(name = "id", value = "the submission's id") String id,
      @Described(name = "target", value = "the partner's name") String target,
      @Described(name = "reason", value = "why, for those who look later") String reason);
}
