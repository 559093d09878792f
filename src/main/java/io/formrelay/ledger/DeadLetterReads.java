package io.formrelay.ledger;

import io.formrelay.ledger.DeadLetter.Order;
import io.formrelay.ledger.DeadLetter.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** What can be asked of a ledger about dead letters. */
final class DeadLetterReads {

  private final SqlAccess sql;

  DeadLetterReads(SqlAccess sql) {
    this.sql = sql;
  }

  List<DeadLetter> list(DeadLetterFilter filter, Order order, Place after, int most) {
    String statement =
        order == Order.NEWEST_FIRST ? "find-dead-letters-newest" : "find-dead-letters-oldest";
    DeadLetterFilter rest = behind(filter, order, after);
    return sql.ask(
        statement,
        query ->
            bound(query, rest)
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
    return sql.count("count-dead-letters", "result_code", query -> bound(query, filter));
  }

  Optional<Delivery> find(String id, String target) {
    return sql.ask(
        "find-delivery",
        query ->
            query
                .bind("id", LedgerText.plain(id))
                .bind("target", LedgerText.plain(target))
                .map((row, context) -> DeliveryRow.read(row))
                .findOne());
  }

  private static Query bound(Query query, DeadLetterFilter filter) {
    return query
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
}
