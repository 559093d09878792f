package io.formrelay.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes dead-lettered deliveries back to the end of the queue. */
final class ReplayStep {

  private final SqlStatements sql;

  ReplayStep(SqlStatements sql) {
    this.sql = sql;
  }

  void run(Handle handle, List<Change.Replay> replays, Outcomes outcomes) {
    for (Change.Replay replay : replays) {
      if (takeBack(handle, replay)) {
        outcomes.due(replay.target());
        outcomes.add(replay.done(), Optional.of(State.DEAD_LETTERED));
      } else {
        outcomes.add(replay.done(), state(handle, replay));
      }
    }
  }

  private boolean takeBack(Handle handle, Change.Replay replay) {
    return handle
            .createUpdate(sql.get("replay"))
            .bind("id", replay.id())
            .bind("target", replay.target())
            .bind("body", replay.body())
            .bind("orderKey", replay.orderKey())
            .bind("key", replay.key())
            .bind("now", replay.now().toEpochMilli())
            .execute()
        > 0;
  }

  private Optional<State> state(Handle handle, Change.Replay replay) {
    return handle
        .createQuery(sql.get("find-state"))
        .bind("id", replay.id())
        .bind("target", replay.target())
        .map((row, context) -> state(row, replay))
        .findOne();
  }

  /** A wish that was carried out before is answered as it was then. */
  private static State state(ResultSet row, Change.Replay replay) throws SQLException {
    return replay.key() != null
            && (replay.key().equals(row.getString("replay_key"))
                || replay.key().equals(row.getString("idempotency_key")))
        ? State.DEAD_LETTERED
        : State.of(row.getString("state"));
  }
}
