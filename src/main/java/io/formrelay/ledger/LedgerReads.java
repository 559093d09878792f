package io.formrelay.ledger;

import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What can be asked of a ledger. */
final class LedgerReads {

  private static final String OPEN = "open";

  private final Database database;

  LedgerReads(Database database) {
    this.database = database;
  }

  Optional<SubmissionStatus> find(String id) {
    List<SubmissionStatus> rows =
        read(
            handle ->
                query(handle, "find-submission")
                    .bind("id", LedgerText.plain(id))
                    .map((row, context) -> status(row))
                    .list());
    return rows.stream().reduce(LedgerReads::together);
  }

  List<Delivery> interrupted(String target, String relay, String run) {
    return read(
        handle ->
            query(handle, "find-interrupted")
                .bind("target", target)
                .bind("relay", relay)
                .bind("run", run)
                .map((row, context) -> DeliveryRow.read(row))
                .list());
  }

  List<Delivery> unfiled(int most) {
    return read(
        handle ->
            query(handle, "find-unfiled")
                .bind("most", most)
                .map((row, context) -> DeliveryRow.read(row))
                .list());
  }

  List<String> holding(String target) {
    return read(
        handle -> query(handle, "find-holding").bind("target", target).mapTo(String.class).list());
  }

  Optional<Instant> nextDue(String target) {
    return time("find-next-due", "due", target);
  }

  Optional<Instant> oldestOpen(String target) {
    return time("find-oldest-open", "received_at", target);
  }

  Map<String, Map<State, Long>> open() {
    Map<String, Map<String, Long>> counts =
        read(
            handle -> {
              Map<String, Map<String, Long>> found = new TreeMap<>();
              query(handle, "count-open")
                  .map(
                      (row, context) ->
                          found
                              .computeIfAbsent(row.getString("target"), any -> new TreeMap<>())
                              .put(row.getString("state"), row.getLong("total")))
                  .list();
              return found;
            });
    Map<String, Map<State, Long>> open = new TreeMap<>();
    counts.forEach((target, of) -> open.put(target, byState(of)));
    return open;
  }

  private static Map<State, Long> byState(Map<String, Long> counts) {
    long sending = counts.getOrDefault(State.SENDING.text(), 0L);
    long retrying = counts.getOrDefault(State.RETRYING.text(), 0L);
    Map<State, Long> states = new EnumMap<>(State.class);
    states.put(State.PENDING, counts.get(OPEN) - sending - retrying);
    states.put(State.SENDING, sending);
    states.put(State.RETRYING, retrying);
    return states;
  }

  private Optional<Instant> time(String statement, String column, String target) {
    return read(
        handle ->
            query(handle, statement)
                .bind("target", target)
                .map((row, context) -> DeliveryRow.instant(row, column))
                .findOne());
  }

  /** A row, which tells of one delivery. */
  private static SubmissionStatus status(ResultSet row) throws SQLException {
    DeliveryStatus delivery =
        new DeliveryStatus(
            State.of(row.getString("state")),
            row.getInt("attempts"),
            DeliveryRow.instant(row, "due"),
            row.getString("result_code"),
            row.getString("message"),
            row.getString("reference"));
    return new SubmissionStatus(
        row.getString("id"),
        DeliveryRow.instant(row, "received_at"),
        row.getString("source"),
        Map.of(row.getString("target"), delivery));
  }

  private static SubmissionStatus together(SubmissionStatus one, SubmissionStatus other) {
    Map<String, DeliveryStatus> deliveries = new TreeMap<>(one.deliveries());
    deliveries.putAll(other.deliveries());
    return new SubmissionStatus(
        one.id(), one.receivedAt(), one.source(), Collections.unmodifiableMap(deliveries));
  }

  private Query query(Handle handle, String statement) {
    return handle.createQuery(database.sql().get(statement));
  }

  private <T> T read(Function<Handle, T> work) {
    try {
      return database.read(work);
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be read", e);
    }
  }
}
