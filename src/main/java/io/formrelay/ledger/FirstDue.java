package io.formrelay.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Lets the first open delivery of an order key go that nothing holds any more. */
final class FirstDue {

  private final SqlStatements sql;

  FirstDue(SqlStatements sql) {
    this.sql = sql;
  }

  void run(Handle handle, String target, String orderKey, Instant due, Outcomes outcomes) {
    int made =
        handle
            .createUpdate(sql.get("make-first-due"))
            .bind("target", target)
            .bind("orderKey", orderKey)
            .bind("due", due.toEpochMilli())
            .execute();
    if (made > 0) {
      outcomes.due(target);
    }
  }
}
