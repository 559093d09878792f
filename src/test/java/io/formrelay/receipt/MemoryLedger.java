package io.formrelay.receipt;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The part of a ledger that filing needs: which ended deliveries have no receipt yet. */
final class MemoryLedger implements Ledger {

  private final Map<String, Delivery> unfiled = new LinkedHashMap<>();

  synchronized void end(Delivery delivery) {
    unfiled.put(delivery.submissionId() + "/" + delivery.target(), delivery);
  }

  synchronized int unfiledCount() {
    return unfiled.size();
  }

  @Override
  public synchronized List<Delivery> unfiled(int most) {
    return unfiled.values().stream().limit(most).toList();
  }

  @Override
  public synchronized CompletableFuture<Boolean> filed(
      String submissionId, String target, Instant completedAt) {
    unfiled
        .values()
        .removeIf(
            each ->
                each.submissionId().equals(submissionId)
                    && each.target().equals(target)
                    && each.completedAt().equals(completedAt));
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public CompletableFuture<Entry> enter(Submission submission) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<Delivery>> claim(String target, int most, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Boolean> settle(Settlement settlement) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Optional<State>> replay(Replay replay, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Boolean> release(String submissionId, String target, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> holding(String target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Integer> bringBack(String target, Instant now, Instant latest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public String use(String use) {
    return use;
  }

  @Override
  public Optional<SubmissionStatus> find(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Delivery> delivery(String submissionId, String target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<DeadLetter> deadLetters(
      DeadLetterFilter filter, DeadLetter.Order order, DeadLetter.Place after, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Map<String, Long>> deadLetterCounts(DeadLetterFilter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean drop(Drop drop, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void notePause(String target, Instant since) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forgetPause(String target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Instant> pauses() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Delivery> interrupted(String target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> nextDue(String target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LedgerRecords records() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ActivityRecords activity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Map<State, Long>> open() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> oldestOpen(String target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onChange(ChangeListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onDue(DueListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
