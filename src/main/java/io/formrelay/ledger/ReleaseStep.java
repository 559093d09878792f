package io.formrelay.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Undoes claims whose commit was not confirmed. Where the connection broke during the commit, the
 * database may have made it durable while nobody got the deliveries.
 */
final class ReleaseStep {

  private final SqlStatements sql;
  private final String run;

  ReleaseStep(SqlStatements sql, String run) {
    this.sql = sql;
    this.run = run;
  }

  void run(Handle handle, List<Claimed> doubtful, Outcomes outcomes) {
    try (PreparedBatch batch = handle.prepareBatch(sql.get("release"))) {
      for (Claimed each : doubtful) {
        batch
            .bind("state", each.before().text())
            .bind("due", each.due())
            .bind("id", each.delivery().submissionId())
            .bind("target", each.delivery().target())
            .bind("run", run)
            .bind("claimedAt", each.delivery().claimedAt().toEpochMilli())
            .add();
        outcomes.due(each.delivery().target());
      }
      batch.execute();
    }
  }
}
