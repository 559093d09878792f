package io.formrelay.ledger;

import io.formrelay.submission.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The truth about every submission and every delivery: a SQL database, each change one short
 * transaction that is synced to disk.
 *
 * <p>A change is handed in and its future completes once it is durable; changes that queue up
 * meanwhile are committed together. A future that fails does so with a {@link LedgerException}, and
 * then nothing of that change was written, save where the connection to a database server broke in
 * the very moment of its commit: entering again is then a repeat, settling again answers false, and
 * what was claimed is released.
 *
 * <p>Futures complete on a thread of the ledger's own that they all share: what hangs on one must
 * be short and never wait for another. Times are kept in milliseconds. Safe for use by many
 * threads.
 */
public interface Ledger extends AutoCloseable {

  /**
   * Enters a submission with one pending delivery per destination, unless it is a repeat.
   *
   * <p>A repeat is a submission whose id or key stands in the ledger; it is a conflict where the
   * fingerprints differ.
   */
  CompletableFuture<Entry> enter(Submission submission);

  /**
   * Claims deliveries of a target that are due, oldest due first, and marks them {@code sending}.
   * None is handed out while an earlier open delivery shares its order key.
   *
   * @param target the partner's name
   * @param most how many to claim at the most, at least 1
   * @param now what counts as due
   * @throws IllegalArgumentException where it asks for none
   */
  CompletableFuture<List<Delivery>> claim(String target, int most, Instant now);

  /**
   * Ends an attempt: the delivery leaves {@code sending}, and the next of its order key becomes due
   * where this one has ended and does not hold the key. One that is handed back as {@code pending}
   * counts no attempt but those in its history.
   *
   * @return whether it was in {@code sending}; false changes nothing
   */
  CompletableFuture<Boolean> settle(Settlement settlement);

  /**
   * Takes a dead-lettered delivery back to {@code pending}, its history kept and its retries whole
   * again, behind the open deliveries of its order key; one that holds its order key goes before
   * all that wait behind it, unless its corrected fields belong to another key.
   *
   * @param replay which delivery, and with what; what it says of an unknown submission is not done
   *     here
   * @param now from when it is due
   * @return the state it was in: {@code dead-lettered} where it was taken back, else nothing was
   *     changed; empty where there is no such delivery
   */
  CompletableFuture<Optional<State>> replay(Replay replay, Instant now);

  /**
   * Lets the deliveries go that wait behind a dead letter which holds its order key. The dead
   * letter stays one; replayed later it goes behind those that are open then.
   *
   * @param now from when the first of them is due
   * @return whether it held its order key; false changes nothing
   */
  CompletableFuture<Boolean> release(String submissionId, String target, Instant now);

  /** The submissions whose dead letters hold their order keys at a target. */
  List<String> holding(String target);

  /**
   * Makes due what a clock that was wrong has put off too far: every delivery that waits for its
   * first attempt and is due later than now, and every other that is due later than possible.
   *
   * @param now the time by a clock that is right
   * @param latest the latest time at which a retry can be due
   * @return how many were
   */
  CompletableFuture<Integer> bringBack(String target, Instant now, Instant latest);

  /** Where a submission stands now. */
  Optional<SubmissionStatus> find(String id);

  /** One delivery with its history. */
  Optional<Delivery> delivery(String submissionId, String target);

  /**
   * Dead letters, by the time at which they became such.
   *
   * @param filter which
   * @param order from which end
   * @param after those behind this place, in that order
   * @param most how many at the most
   */
  List<DeadLetter> deadLetters(
      DeadLetterFilter filter, DeadLetter.Order order, DeadLetter.Place after, int most);

  /** How many dead letters there are, by target and result code. */
  Map<String, Map<String, Long>> deadLetterCounts(DeadLetterFilter filter);

  /**
   * Drops a dead letter: it stays one, with the result code {@value Drop#CODE} and the reason as
   * its message, ends anew now, and its receipt is to be filed anew.
   *
   * @return whether it was still the dead letter that was meant; false changes nothing
   * @throws LedgerException where it could not be written
   */
  boolean drop(Drop drop, Instant now);

  /**
   * Notes that an operator paused a target; a note that is there stays.
   *
   * @throws LedgerException where it could not be written
   */
  void notePause(String target, Instant since);

  /**
   * Forgets that an operator paused a target.
   *
   * @throws LedgerException where it could not be written
   */
  void forgetPause(String target);

  /** The targets that an operator paused, and since when. */
  Map<String, Instant> pauses();

  /**
   * Deliveries of a target that this relay had marked {@code sending} when it last stopped, oldest
   * place first; never those it is sending now.
   */
  List<Delivery> interrupted(String target);

  /** The earliest time at which a delivery of a target can be claimed. */
  Optional<Instant> nextDue(String target);

  /** Ended deliveries whose receipt is not known to be on disk, oldest first. */
  List<Delivery> unfiled(int most);

  /**
   * Notes that the receipt of an ended delivery is on disk.
   *
   * @param submissionId the submission's id
   * @param target the partner's name
   * @param completedAt the end that was filed: a delivery that was replayed meanwhile stays unfiled
   * @return whether there is such a delivery; false where it was erased meanwhile
   */
  CompletableFuture<Boolean> filed(String submissionId, String target, Instant completedAt);

  /** What is kept, for those who purge and erase. */
  LedgerRecords records();

  /** How much came in and what became of it, by the quarter of an hour. */
  ActivityRecords activity();

  /** How many deliveries of each target are in each state that has not ended. */
  Map<String, Map<State, Long>> open();

  /** When the oldest submission with an open delivery to a target came in. */
  Optional<Instant> oldestOpen(String target);

  /**
   * What keeps the ledger from being written, in words; empty while nothing does. Asking has a
   * ledger that could not be written try again, so that the end of the trouble is seen without any
   * other change.
   */
  Optional<String> trouble();

  /**
   * Marks a new ledger for one use; to be asked before anything else.
   *
   * @param use what it is to be used for, as in {@code live}
   * @return what it was marked for when it was first used
   * @throws LedgerException where that cannot be read or written
   */
  String use(String use);

  /**
   * Is told of every change that made deliveries of a target due or set the time when they will be,
   * after it is durable.
   */
  void onDue(DueListener listener);

  /** Is told of every change that counts, whoever made it, after it is durable. */
  void onChange(ChangeListener listener);

  /** Commits what is queued, then lets go of the database. */
  @Override
  void close();

  /** Hears of a target that has work. */
  @FunctionalInterface
  interface DueListener {
    /** Called on the ledger's own thread: must return at once. */
    void due(String target);
  }

  /**
   * Hears of changes once they are durable and before whoever made them, on any thread and many at
   * once: must return at once. Known edge: a change that was made though its answer was lost is not
   * told.
   */
  interface ChangeListener {
    /** A submission that was new. */
    void entered(Submission submission);

    /** An attempt that has ended, or a delivery that was handed back. */
    void settled(Settlement settlement);

    /** A dead letter that was taken back; told again where a wish with the same key is repeated. */
    void replayed(Replay replay);
  }
}
