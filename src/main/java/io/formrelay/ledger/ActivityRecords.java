package io.formrelay.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What a ledger keeps of how busy its relays were. Written apart from the deliveries' own changes:
 * it is a picture for people, and no delivery depends on it.
 */
public final class ActivityRecords {

  private final Database database;

  ActivityRecords(Database database) {
    this.database = database;
  }

  /**
   * Adds to what is kept, all of it or nothing, and deletes what is too old.
   *
   * @param more what has happened since the last time, by this relay
   * @param keepFrom slots that began before are deleted
   * @throws LedgerException where it could not be written
   */
  public void add(Collection<Activity> more, Instant keepFrom) {
    if (database.damage().isPresent()) {
      throw new LedgerException(database.damage().get(), null);
    }
    try {
      database.write(
          handle -> {
            add(handle, more);
            return handle
                .createUpdate(database.sql().get("purge-activity"))
                .bind("before", keepFrom.toEpochMilli())
                .execute();
          });
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be written", e);
    }
  }

  private void add(Handle handle, Collection<Activity> more) {
    try (PreparedBatch batch = handle.prepareBatch(database.sql().get("add-activity"))) {
      for (Activity each : more) {
        batch
            .bind("slot", each.slot().toEpochMilli())
            .bind("target", LedgerText.plain(each.target()))
            .bind("accepted", each.accepted())
            .bind("delivered", each.delivered())
            .bind("retried", each.retried())
            .bind("deadLettered", each.deadLettered())
            .add();
      }
      batch.execute();
    }
  }

  /**
   * What has happened in the slots that began at a time or later, by all relays of the ledger,
   * oldest first.
   *
   * @throws LedgerException where it could not be read
   */
  public List<Activity> since(Instant from) {
    try {
      return database.read(
          handle ->
              handle
                  .createQuery(database.sql().get("find-activity"))
                  .bind("from", from.toEpochMilli())
                  .map(
                      (row, context) ->
                          new Activity(
                              DeliveryRow.instant(row, "slot"),
                              row.getString("target"),
                              row.getLong("accepted"),
                              row.getLong("delivered"),
                              row.getLong("retried"),
                              row.getLong("dead_lettered")))
                  .list());
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be read", e);
    }
  }
}
