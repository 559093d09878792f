package io.formrelay.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes dead-lettered deliveries back: to the end of the queue, or to the head of its order key
 * where one holds that.
 */
final class ReplayStep {

  private final SqlStatements sql;
  private final FirstDue firstDue;

  ReplayStep(SqlStatements sql) {
    this.sql = sql;
    this.firstDue = new FirstDue(sql);
  }

  void run(Handle handle, List<Change.Replay> replays, Outcomes outcomes) {
    for (Change.Replay replay : replays) {
      if (takeBack(handle, replay, outcomes)) {
        outcomes.due(replay.target());
        outcomes.add(replay.done(), Optional.of(State.DEAD_LETTERED));
      } else {
        outcomes.add(replay.done(), state(handle, replay));
      }
    }
  }

  private boolean takeBack(Handle handle, Change.Replay replay, Outcomes outcomes) {
    Optional<String> held = held(handle, replay);
    if (held.isPresent() && update(handle, "replay-first", replay) > 0) {
      return true;
    }
    boolean taken = update(handle, "replay", replay) > 0;
    if (taken && held.isPresent()) {
      // Its corrected fields belong to another order key: this one goes on without it.
      firstDue.run(handle, replay.target(), held.get(), replay.now(), outcomes);
    }
    return taken;
  }

  /** The order key that a dead letter holds. */
  private Optional<String> held(Handle handle, Change.Replay replay) {
    return handle
        .createQuery(sql.get("find-held"))
        .bind("id", replay.subject())
        .bind("target", replay.target())
        .mapTo(String.class)
        .findOne();
  }

  private int update(Handle handle, String statement, Change.Replay replay) {
    return handle
        .createUpdate(sql.get(statement))
        .bind("id", replay.subject())
        .bind("target", replay.target())
        .bind("body", replay.body())
        .bind("orderKey", replay.orderKey())
        .bind("key", replay.key())
        .bind("now", replay.now().toEpochMilli())
        .execute();
  }

  private Optional<State> state(Handle handle, Change.Replay replay) {
    return handle
        .createQuery(sql.get("find-state"))
        .bind("id", replay.subject())
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
