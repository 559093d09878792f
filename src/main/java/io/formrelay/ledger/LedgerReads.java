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

/** What can be asked of a ledger. */
final class LedgerReads {

  private static final String OPEN = "open";

  private final SqlAccess sql;

  LedgerReads(SqlAccess sql) {
    this.sql = sql;
  }

  Optional<SubmissionStatus> find(String id) {
    List<SubmissionStatus> rows =
        sql.ask(
            "find-submission",
            query ->
                query.bind("id", LedgerText.plain(id)).map((row, context) -> status(row)).list());
    return rows.stream().reduce(LedgerReads::together);
  }

  List<Delivery> interrupted(String target, String relay, String run) {
    return sql.ask(
        "find-interrupted",
        query ->
            query
                .bind("target", target)
                .bind("relay", relay)
                .bind("run", run)
                .map((row, context) -> DeliveryRow.read(row))
                .list());
  }

  List<Delivery> unfiled(int most) {
    return sql.ask(
        "find-unfiled",
        query -> query.bind("most", most).map((row, context) -> DeliveryRow.read(row)).list());
  }

  List<String> holding(String target) {
    return sql.ask(
        "find-holding", query -> query.bind("target", target).mapTo(String.class).list());
  }

  Optional<Instant> nextDue(String target) {
    return time("find-next-due", "due", target);
  }

  Optional<Instant> oldestOpen(String target) {
    return time("find-oldest-open", "received_at", target);
  }

  Map<String, Map<State, Long>> open() {
    Map<String, Map<String, Long>> counts = sql.count("count-open", "state", query -> query);
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
    return sql.ask(
        statement,
        query ->
            query
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
}
