package io.formrelay.watching;

import javax.management.openmbean.CompositeData;

/** What the relay as a whole and each target have in common in JMX. */
public interface WatchedMBean {

  @Described(
      value = "What was accepted since the start: submissions, of a target its deliveries",
      units = "count")
  long getAccepted();

  @Described(value = "Deliveries that succeeded since the start", units = "deliveries")
  long getSucceeded();

  @Described(value = "Deliveries that became dead letters since the start", units = "deliveries")
  long getDeadLettered();

  @Described(
      value = "Deliveries that wait for their first attempt, as the ledger has them; -1: not known",
      units = "deliveries")
  long getPending();

  @Described(
      value = "Deliveries that are on their way to the partner; -1: not known",
      units = "deliveries")
  long getSending();

  @Described(
      value = "Deliveries that wait for their next attempt, as the ledger has them; -1: not known",
      units = "deliveries")
  long getRetrying();

  @Described(
      value = "Dead letters in the ledger that were neither replayed nor dropped; -1: not known",
      units = "deliveries")
  long getDeadLetters();

  @Described(
      value = "Age of the oldest submission that has not ended, whatever state it is in",
      units = "s")
  long getOldestPendingSeconds();

  @Described("Whether an operator or a failure keeps deliveries back; of the relay: any target's")
  boolean isPaused();

  @Described("Sends nothing more until it is resumed, over restarts too; what is under way ends")
  void pause();

  @Described("Lets deliveries go on, whatever paused them")
  void resume();

  @Described("Delivers a dead letter again, its history kept; says what became of the wish")
  String replay(
      @Described(name = "id", value = "the submission's id, as a receipt or a list names it")
          String id);

  @Described(
      "Delivers all dead letters of a result code again, oldest first, as a job in the background:"
          + " see ReplayProgress. Blank for all codes but OutcomeUnknown and Dropped, which must be"
          + " named")
  CompositeData replayAll(
      @Described(name = "resultCode", value = "the result code, as in HasError; blank for all")
          String resultCode);
}
