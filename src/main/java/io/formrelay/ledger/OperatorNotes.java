package io.formrelay.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** What an operator decided: written at once, apart from the deliveries' own changes. */
final class OperatorNotes {

  private final Database database;

  OperatorNotes(Database database) {
    this.database = database;
  }

  boolean drop(Drop drop, Instant now) {
    return write(
        handle ->
            update(handle, "drop")
                    .bind("id", LedgerText.plain(drop.submissionId()))
                    .bind("target", LedgerText.plain(drop.target()))
                    .bind("completedAt", drop.completedAt().toEpochMilli())
                    .bind("code", Drop.CODE)
                    .bind("message", LedgerText.plain(drop.message()))
                    .bind("now", now.toEpochMilli())
                    .execute()
                > 0);
  }

  void pause(String target, Instant since) {
    write(
        handle ->
            update(handle, "note-pause")
                .bind("target", LedgerText.plain(target))
                .bind("since", since.toEpochMilli())
                .execute());
  }

  void resume(String target) {
    write(
        handle ->
            update(handle, "forget-pause").bind("target", LedgerText.plain(target)).execute());
  }

  Map<String, Instant> pauses() {
    Map<String, Instant> pauses = new TreeMap<>();
    try {
      database.read(
          handle ->
              handle
                  .createQuery(database.sql().get("find-pauses"))
                  .map(
                      (row, context) ->
                          pauses.put(row.getString("target"), DeliveryRow.instant(row, "since")))
                  .list());
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be read", e);
    }
    return pauses;
  }

  private Update update(Handle handle, String statement) {
    return handle.createUpdate(database.sql().get(statement));
  }

  private <T> T write(Function<Handle, T> work) {
    try {
      return database.write(work);
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be written", e);
    }
  }
}
