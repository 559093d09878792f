package io.formrelay.ledger;

import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ledger in a SQL database. */
final class SqlLedger implements Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(SqlLedger.class);

  private final Database database;
  private final String relay;
  private final String run;
  private final SealedFields sealed;
  private final SqlAccess access;
  private final LedgerReads reads;
  private final DeadLetterReads deadLetters;
  private final OperatorNotes notes;
  private final CommitQueues queues;
  private final List<DueListener> dueListeners = new CopyOnWriteArrayList<>();
  private final List<ChangeListener> changeListeners = new CopyOnWriteArrayList<>();

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
    this.access = new SqlAccess(database);
    this.reads = new LedgerReads(access);
    this.deadLetters = new DeadLetterReads(access);
    this.notes = new OperatorNotes(access);
    this.queues =
        new CommitQueues(database, () -> new ChangeWriter(database, relay, run), this::announce);
  }

  @Override
  public CompletableFuture<Entry> enter(Submission submission) {
    return told(
        queues.submit(new Change.Enter(submission, sealed)),
        entry -> entry.kind() == Entry.Kind.ENTERED,
        listener -> listener.entered(submission));
  }

  @Override
  public CompletableFuture<List<Delivery>> claim(String target, int most, Instant now) {
    return queues.submit(new Change.Claim(target, most, now)).thenApply(this::opened);
  }

  @Override
  public CompletableFuture<Boolean> settle(Settlement settlement) {
    return told(
        queues.submit(new Change.Settle(settlement)),
        settled -> settled,
        listener -> listener.settled(settlement));
  }

  @Override
  public CompletableFuture<Optional<State>> replay(Replay replay, Instant now) {
    return told(
        queues.submit(new Change.Replay(replay, now, sealed)),
        was -> was.filter(State.DEAD_LETTERED::equals).isPresent(),
        listener -> listener.replayed(replay));
  }

  @Override
  public CompletableFuture<Boolean> release(String submissionId, String target, Instant now) {
    return queues.submit(new Change.ReleaseOrder(submissionId, target, now));
  }

  @Override
  public List<String> holding(String target) {
    return reads.holding(target);
  }

  @Override
  public CompletableFuture<Integer> bringBack(String target, Instant now, Instant latest) {
    return queues.submit(new Change.BringBack(target, now, latest));
  }

  @Override
  public CompletableFuture<Boolean> filed(String submissionId, String target, Instant completedAt) {
    return queues.submit(new Change.File(submissionId, target, completedAt));
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
    return new LedgerRecords(database, access);
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
    return queues.trouble();
  }

  @Override
  public String use(String use) {
    return access.write(
        handle -> {
          handle.createUpdate(database.sql().get("note-use")).bind("name", use).execute();
          return handle.createQuery(database.sql().get("find-use")).mapTo(String.class).one();
        });
  }

  @Override
  public void onDue(DueListener listener) {
    dueListeners.add(listener);
  }

  @Override
  public void onChange(ChangeListener listener) {
    changeListeners.add(listener);
  }

  @Override
  public void close() {
    queues.close();
    database.close();
  }

  private List<Delivery> opened(List<Delivery> deliveries) {
    return deliveries.stream().map(each -> each.opened(sealed)).toList();
  }

  /** What hangs on the future comes after the listeners. */
  private <T> CompletableFuture<T> told(
      CompletableFuture<T> done, Predicate<T> changed, Consumer<ChangeListener> news) {
    return done.whenComplete(
        (result, thrown) -> {
          if (thrown == null && changed.test(result)) {
            tell(changeListeners, news);
          }
        });
  }

  private void announce(String target) {
    tell(dueListeners, listener -> listener.due(target));
  }

  /** What is durable stays done, and the others hear of it, where a listener fails. */
  private static <L> void tell(List<L> listeners, Consumer<L> news) {
    for (L listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener of the ledger failed", e);
      }
    }
  }
}
