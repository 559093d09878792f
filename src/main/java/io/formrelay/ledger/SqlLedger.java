package io.formrelay.ledger;

import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ledger in a SQL database. */
final class SqlLedger implements Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(SqlLedger.class);

  private final Database database;
  private final String relay;
  private final String run;
  private final SealedFields sealed;
  private final LedgerReads reads;
  private final DeadLetterReads deadLetters;
  private final OperatorNotes notes;
  private final List<ExecutorService> threads;
  private final List<CommitQueue> queues;
  private final ExecutorService notifier = thread("ledger-notify");
  private final List<DueListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * Starts to write.
   *
   * @param relay the name under which deliveries are claimed
   * @param run a name for this run of the relay alone
   */
  SqlLedger(Database database, String relay, String run) {
    this(database, relay, run, SealedFields.none());
  }

  /**
   * Starts to write, with fields sealed.
   *
   * @param sealed seals what is written and opens what is read
   */
  SqlLedger(Database database, String relay, String run, SealedFields sealed) {
    this.database = database;
    this.sealed = sealed;
    this.relay = relay;
    this.run = run;
    this.reads = new LedgerReads(database);
    this.deadLetters = new DeadLetterReads(database);
    this.notes = new OperatorNotes(database);
    this.threads =
        IntStream.range(0, database.writers()).mapToObj(i -> thread("ledger-write-" + i)).toList();
    this.queues = threads.stream().map(this::queue).toList();
  }

  private CommitQueue queue(ExecutorService thread) {
    ChangeWriter writer = new ChangeWriter(database, relay, run);
    return new CommitQueue(writer, database, thread, notifier::execute, this::announce);
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public CompletableFuture<Entry> enter(Submission submission) {
    Change.Enter change = new Change.Enter(submission, sealed);
    submit(change);
    return change.done();
  }

  @Override
  public CompletableFuture<List<Delivery>> claim(String target, int most, Instant now) {
    Change.Claim change = new Change.Claim(target, most, now);
    submit(change);
    return change.done().thenApply(this::opened);
  }

  @Override
  public CompletableFuture<Boolean> settle(Settlement settlement) {
    Change.Settle change = new Change.Settle(settlement);
    submit(change);
    return change.done();
  }

  @Override
  public CompletableFuture<Optional<State>> replay(Replay replay, Instant now) {
    Change.Replay change = new Change.Replay(replay, now, sealed);
    submit(change);
    return change.done();
  }

  @Override
  public CompletableFuture<Boolean> release(String submissionId, String target, Instant now) {
    Change.ReleaseOrder change = new Change.ReleaseOrder(submissionId, target, now);
    submit(change);
    return change.done();
  }

  @Override
  public List<String> holding(String target) {
    return reads.holding(target);
  }

  @Override
  public CompletableFuture<Integer> bringBack(String target, Instant now, Instant latest) {
    Change.BringBack change = new Change.BringBack(target, now, latest);
    submit(change);
    return change.done();
  }

  @Override
  public CompletableFuture<Boolean> filed(String submissionId, String target, Instant completedAt) {
    Change.File change = new Change.File(submissionId, target, completedAt);
    submit(change);
    return change.done();
  }

  @Override
  public Optional<SubmissionStatus> find(String id) {
    return reads.find(id);
  }

  @Override
  public Optional<Delivery> delivery(String submissionId, String target) {
    return deadLetters.find(submissionId, target);
  }

  @Override
  public List<DeadLetter> deadLetters(
      DeadLetterFilter filter, DeadLetter.Order order, DeadLetter.Place after, int most) {
    return deadLetters.list(filter, order, after, most);
  }

  @Override
  public Map<String, Map<String, Long>> deadLetterCounts(DeadLetterFilter filter) {
    return deadLetters.count(filter);
  }

  @Override
  public boolean drop(Drop drop, Instant now) {
    return notes.drop(drop, now);
  }

  @Override
  public void notePause(String target, Instant since) {
    notes.pause(target, since);
  }

  @Override
  public void forgetPause(String target) {
    notes.resume(target);
  }

  @Override
  public Map<String, Instant> pauses() {
    return notes.pauses();
  }

  @Override
  public List<Delivery> interrupted(String target) {
    return opened(reads.interrupted(target, relay, run));
  }

  @Override
  public Optional<Instant> nextDue(String target) {
    return reads.nextDue(target);
  }

  @Override
  public List<Delivery> unfiled(int most) {
    return opened(reads.unfiled(most));
  }

  @Override
  public LedgerRecords records() {
    return new LedgerRecords(database);
  }

  @Override
  public ActivityRecords activity() {
    return new ActivityRecords(database);
  }

  @Override
  public Map<String, Map<State, Long>> open() {
    return reads.open();
  }

  @Override
  public Optional<Instant> oldestOpen(String target) {
    return reads.oldestOpen(target);
  }

  @Override
  public Optional<String> trouble() {
    Optional<String> damage = database.damage();
    if (damage.isPresent()) {
      return damage;
    }
    Optional<String> failing =
        queues.stream().map(CommitQueue::failing).flatMap(Optional::stream).findFirst();
    if (failing.isPresent()) {
      // Nobody's claim finds nothing, and shows whether a transaction can be committed.
      queues.forEach(queue -> queue.submit(new Change.Claim("", 1, Instant.EPOCH)));
    }
    return failing;
  }

  @Override
  public String use(String use) {
    return database.write(
        handle -> {
          handle.createUpdate(database.sql().get("note-use")).bind("name", use).execute();
          return handle.createQuery(database.sql().get("find-use")).mapTo(String.class).one();
        });
  }

  @Override
  public void onDue(DueListener listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    threads.forEach(SqlLedger::finish);
    finish(notifier);
    database.close();
  }

  private List<Delivery> opened(List<Delivery> deliveries) {
    return deliveries.stream().map(each -> each.opened(sealed)).toList();
  }

  private void submit(Change change) {
    Optional<String> damage = change.beginsWork() ? database.damage() : Optional.empty();
    if (damage.isPresent()) {
      change.done().completeExceptionally(new LedgerException(damage.get(), null));
      return;
    }
    queues.get(Math.floorMod(change.lane().hashCode(), queues.size())).submit(change);
  }

  private void announce(String target) {
    for (DueListener listener : listeners) {
      try {
        listener.due(target);
      } catch (RuntimeException e) {
        LOG.error("a listener failed when work for {} was announced", target, e);
      }
    }
  }

  private static void finish(ExecutorService thread) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("the ledger did not finish within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
