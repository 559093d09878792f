package io.formrelay.watching;

import io.formrelay.ledger.ActivityRecords;
import io.formrelay.ledger.DeadLetter;
import io.formrelay.ledger.DeadLetterFilter;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Drop;
import io.formrelay.ledger.Entry;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerRecords;
import io.formrelay.ledger.Replay;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import io.formrelay.ledger.SubmissionStatus;
import io.formrelay.submission.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A ledger whose changes are counted once they are durable, whoever made them. Known edge: a change
 * that was made though its answer was lost is not counted.
 */
public final class CountedLedger implements Ledger {

  private final Ledger ledger;
  private final Counts counts;

  /** Counts the changes of this ledger. */
  public CountedLedger(Ledger ledger, Counts counts) {
    this.ledger = ledger;
    this.counts = counts;
  }

  @Override
  public CompletableFuture<Entry> enter(Submission submission) {
    return ledger
        .enter(submission)
        .whenComplete(
            (entry, thrown) -> {
              if (thrown == null && entry.kind() == Entry.Kind.ENTERED) {
                counts.accepted(submission);
              }
            });
  }

  @Override
  public CompletableFuture<Boolean> settle(Settlement settlement) {
    return ledger
        .settle(settlement)
        .whenComplete(
            (settled, thrown) -> {
              if (thrown == null && settled) {
                counts.settled(settlement);
              }
            });
  }

  @Override
  public CompletableFuture<Optional<State>> replay(Replay replay, Instant now) {
    return ledger
        .replay(replay, now)
        .whenComplete(
            (was, thrown) -> {
              if (thrown == null && was.filter(State.DEAD_LETTERED::equals).isPresent()) {
                counts.replayed(replay.target());
              }
            });
  }

  @Override
  public CompletableFuture<List<Delivery>> claim(String target, int most, Instant now) {
    return ledger.claim(target, most, now);
  }

  @Override
  public Optional<SubmissionStatus> find(String id) {
    return ledger.find(id);
  }

  @Override
  public Optional<Delivery> delivery(String submissionId, String target) {
    return ledger.delivery(submissionId, target);
  }

  @Override
  public List<DeadLetter> deadLetters(
      DeadLetterFilter filter, DeadLetter.Order order, DeadLetter.Place after, int most) {
    return ledger.deadLetters(filter, order, after, most);
  }

  @Override
  public Map<String, Map<String, Long>> deadLetterCounts(DeadLetterFilter filter) {
    return ledger.deadLetterCounts(filter);
  }

  @Override
  public boolean drop(Drop drop, Instant now) {
    return ledger.drop(drop, now);
  }

  @Override
  public void notePause(String target, Instant since) {
    ledger.notePause(target, since);
  }

  @Override
  public void forgetPause(String target) {
    ledger.forgetPause(target);
  }

  @Override
  public Map<String, Instant> pauses() {
    return ledger.pauses();
  }

  @Override
  public List<Delivery> interrupted(String target) {
    return ledger.interrupted(target);
  }

  @Override
  public Optional<Instant> nextDue(String target) {
    return ledger.nextDue(target);
  }

  @Override
  public List<Delivery> unfiled(int most) {
    return ledger.unfiled(most);
  }

  @Override
  public CompletableFuture<Boolean> filed(String submissionId, String target, Instant completedAt) {
    return ledger.filed(submissionId, target, completedAt);
  }

  @Override
  public CompletableFuture<Boolean> release(String submissionId, String target, Instant now) {
    return ledger.release(submissionId, target, now);
  }

  @Override
  public List<String> holding(String target) {
    return ledger.holding(target);
  }

  @Override
  public CompletableFuture<Integer> bringBack(String target, Instant now, Instant latest) {
    return ledger.bringBack(target, now, latest);
  }

  @Override
  public LedgerRecords records() {
    return ledger.records();
  }

  @Override
  public ActivityRecords activity() {
    return ledger.activity();
  }

  @Override
  public Optional<String> trouble() {
    return ledger.trouble();
  }

  @Override
  public Map<String, Map<State, Long>> open() {
    return ledger.open();
  }

  @Override
  public Optional<Instant> oldestOpen(String target) {
    return ledger.oldestOpen(target);
  }

  @Override
  public String use(String use) {
    return ledger.use(use);
  }

  @Override
  public void onDue(DueListener listener) {
    ledger.onDue(listener);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
