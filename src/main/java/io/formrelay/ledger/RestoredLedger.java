package io.formrelay.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * A copy of an older ledger that is to become the ledger again. What has happened since it was
 * written is not in it: receipts tell of some, and what they do not tell of must not be sent twice.
 *
 * <p>For use by one thread, and by no relay meanwhile.
 */
public final class RestoredLedger implements AutoCloseable {

  private static final String UNKNOWN = "OutcomeUnknown";
  private static final String MESSAGE =
      "the ledger was restored from a backup in which this delivery had not ended; whether it was"
          + " sent since is not known";

  private final SqlStatements sql =
      new SqlStatements(
          "sqlite",
          "look-closely",
          "restore-end",
          "restore-enter",
          "restore-find-targets",
          "restore-give-up",
          "restore-keep",
          "restore-make-due");

  private final UnaryOperator<String> fingerprints;
  private final SqliteDatabase database;
  private int told;
  private int entered;

  /**
   * Opens the copy, and brings its tables up to this version.
   *
   * @param fingerprints tells by its fields, as JSON text, what makes a submission known again
   * @throws LedgerException where it is damaged or no ledger
   */
  public RestoredLedger(Path copy, UnaryOperator<String> fingerprints) {
    this.fingerprints = fingerprints;
    LedgerSettings settings = new LedgerSettings("jdbc:sqlite:" + copy, null, null, "restore");
    SqliteFile file = new SqliteFile(copy, settings);
    file.mustBeThere();
    this.database = SqliteDatabase.open(settings, copy.toString());
    try {
      database.read(
          handle -> {
            file.look(handle, sql.get("look-closely"));
            return handle.createQuery(sql.get("find-use")).mapTo(String.class).one();
          });
    } catch (RuntimeException e) {
      database.close();
      throw Failures.ledger("the backup " + copy + " is not the ledger of a relay", e);
    }
  }

  /** Takes over what the receipts of some ended deliveries tell and the ledger does not know. */
  public void learn(List<Delivery> ended) {
    database.write(
        handle -> {
          ended.forEach(each -> learn(handle, each));
          return null;
        });
  }

  private void learn(Handle handle, Delivery ended) {
    Optional<String> state =
        handle
            .createQuery(sql.get("find-state"))
            .bind("id", ended.submissionId())
            .bind("target", ended.target())
            .map((row, context) -> row.getString("state"))
            .findOne();
    if (state.isEmpty()) {
      enter(handle, ended);
      bound(handle.createUpdate(sql.get("restore-enter")), ended)
          .bind("receivedAt", ended.receivedAt().toEpochMilli())
          .execute();
      entered++;
    } else if (isNews(State.of(state.get()), ended.state())) {
      bound(handle.createUpdate(sql.get("restore-end")), ended).execute();
      told++;
    }
  }

  private static boolean isNews(State known, State told) {
    return !known.ended() || (known == State.DEAD_LETTERED && told == State.SUCCEEDED);
  }

  /** Its key is not known any more, so that its id alone makes a repeat known. */
  private void enter(Handle handle, Delivery ended) {
    handle
        .createUpdate(sql.get("enter-submission"))
        .bind("id", ended.submissionId())
        .bind("key", (String) null)
        .bind("fingerprint", fingerprints.apply(ended.body()))
        .bind("source", LedgerText.plain(ended.source()))
        .bind("receivedAt", ended.receivedAt().toEpochMilli())
        .bind("body", LedgerText.json(ended.body()))
        .execute();
  }

  private static Update bound(Update update, Delivery ended) {
    return update
        .bind("id", ended.submissionId())
        .bind("target", ended.target())
        .bind("state", ended.state().text())
        .bind("completedAt", ended.completedAt().toEpochMilli())
        .bind("history", LedgerText.json(ended.history()))
        .bind("attempts", ended.history().size())
        .bind("resultCode", LedgerText.plain(ended.resultCode()))
        .bind("message", LedgerText.plain(ended.message()))
        .bind("reference", LedgerText.plain(ended.reference()));
  }

  /**
   * Settles what is still open: it becomes a dead letter {@value #UNKNOWN} where repeating is not
   * safe, else it is due.
   *
   * @param repeatable whether a target may be sent the same twice
   */
  public Restored finish(Predicate<String> repeatable, Instant now) {
    return database.write(handle -> finish(handle, repeatable, now));
  }

  private Restored finish(Handle handle, Predicate<String> repeatable, Instant now) {
    int unknown = 0;
    int due = 0;
    List<String> targets =
        handle.createQuery(sql.get("restore-find-targets")).mapTo(String.class).list();
    for (String target : targets) {
      if (repeatable.test(target)) {
        due +=
            handle
                .createUpdate(sql.get("restore-keep"))
                .bind("target", target)
                .bind("now", now.toEpochMilli())
                .execute();
      } else {
        unknown +=
            handle
                .createUpdate(sql.get("restore-give-up"))
                .bind("target", target)
                .bind("resultCode", UNKNOWN)
                .bind("message", MESSAGE)
                .bind("now", now.toEpochMilli())
                .execute();
      }
    }
    handle.createUpdate(sql.get("restore-make-due")).bind("now", now.toEpochMilli()).execute();
    return new Restored(told, entered, unknown, due);
  }

  /** Lets go of the file, with all that was written in it. */
  @Override
  public void close() {
    database.close();
  }
}
