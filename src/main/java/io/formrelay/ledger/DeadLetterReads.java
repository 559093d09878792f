package io.formrelay.ledger;

import io.formrelay.ledger.DeadLetter.Order;
import io.formrelay.ledger.DeadLetter.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What can be asked of a ledger about dead letters. */
final class DeadLetterReads {

  private final Database database;

  DeadLetterReads(Database database) {
    this.database = database;
  }

  List<DeadLetter> list(DeadLetterFilter filter, Order order, Place after, int most) {
    String statement =
        order == Order.NEWEST_FIRST ? "find-dead-letters-newest" : "find-dead-letters-oldest";
    DeadLetterFilter rest = behind(filter, order, after);
    return read(
        handle ->
            query(handle, statement, rest)
                .bind("at", after.completedAt().toEpochMilli())
                .bind("place", after.number())
                .bind("most", most)
                .map((row, context) -> letter(row))
                .list());
  }

  /** A bound on the time alone is what an index is searched by: pages deep down cost no more. */
  private static DeadLetterFilter behind(DeadLetterFilter filter, Order order, Place after) {
    Instant from = filter.from();
    Instant before = filter.before();
    if (order == Order.OLDEST_FIRST && (from == null || from.isBefore(after.completedAt()))) {
      from = after.completedAt();
    }
    if (order == Order.NEWEST_FIRST
        && !after.equals(Place.LAST)
        && (before == null || before.isAfter(after.completedAt()))) {
      before = after.completedAt().plusMillis(1);
    }
    return new DeadLetterFilter(
        filter.target(), filter.resultCode(), from, before, filter.without());
  }

  Map<String, Map<String, Long>> count(DeadLetterFilter filter) {
    return read(
        handle -> {
          Map<String, Map<String, Long>> counts = new TreeMap<>();
          query(handle, "count-dead-letters", filter)
              .map(
                  (row, context) ->
                      counts
                          .computeIfAbsent(row.getString("target"), any -> new TreeMap<>())
                          .put(row.getString("result_code"), row.getLong("total")))
              .list();
          return counts;
        });
  }

  Optional<Delivery> find(String id, String target) {
    return read(
        handle ->
            handle
                .createQuery(database.sql().get("find-delivery"))
                .bind("id", LedgerText.plain(id))
                .bind("target", LedgerText.plain(target))
                .map((row, context) -> DeliveryRow.read(row))
                .findOne());
  }

  private Query query(Handle handle, String statement, DeadLetterFilter filter) {
    return handle
        .createQuery(database.sql().get(statement))
        .bind("from", millis(filter.from(), Long.MIN_VALUE))
        .bind("before", millis(filter.before(), Long.MAX_VALUE))
        .bind("target", LedgerText.plain(filter.target()))
        .bind("code", LedgerText.plain(filter.resultCode()))
        .bind("without", filter.without().isEmpty() ? "" : filter.without().get(0))
        .bind("nor", filter.without().size() < 2 ? "" : filter.without().get(1));
  }

  private static long millis(Instant time, long otherwise) {
    return time == null ? otherwise : time.toEpochMilli();
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getString("submission_id"),
        row.getString("target"),
        row.getString("source"),
        DeliveryRow.instant(row, "received_at"),
        row.getInt("attempts"),
        row.getString("result_code"),
        row.getString("message"),
        row.getString("reference"),
        row.getString("body"),
        new Place(DeliveryRow.instant(row, "completed_at"), row.getLong("place")));
  }

  private <T> T read(Function<Handle, T> work) {
    try {
      return database.read(work);
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be read", e);
    }
  }
}
