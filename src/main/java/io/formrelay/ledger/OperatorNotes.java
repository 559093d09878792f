package io.formrelay.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What an operator decided: written at once, apart from the deliveries' own changes. */
final class OperatorNotes {

  private final SqlAccess sql;

  OperatorNotes(SqlAccess sql) {
    this.sql = sql;
  }

  boolean drop(Drop drop, Instant now) {
    int dropped =
        sql.change(
            "drop",
            update ->
                update
                    .bind("id", LedgerText.plain(drop.submissionId()))
                    .bind("target", LedgerText.plain(drop.target()))
                    .bind("completedAt", drop.completedAt().toEpochMilli())
                    .bind("code", Drop.CODE)
                    .bind("message", LedgerText.plain(drop.message()))
                    .bind("now", now.toEpochMilli()));
    return dropped > 0;
  }

  void pause(String target, Instant since) {
    sql.change(
        "note-pause",
        update ->
            update.bind("target", LedgerText.plain(target)).bind("since", since.toEpochMilli()));
  }

  void resume(String target) {
    sql.change("forget-pause", update -> update.bind("target", LedgerText.plain(target)));
  }

  Map<String, Instant> pauses() {
    Map<String, Instant> pauses = new TreeMap<>();
    sql.ask(
        "find-pauses",
        query ->
            query
                .map(
                    (row, context) ->
                        pauses.put(row.getString("target"), DeliveryRow.instant(row, "since")))
                .list());
    return pauses;
  }
}
