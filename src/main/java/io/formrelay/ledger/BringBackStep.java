package io.formrelay.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes due what a wrong clock has put off for longer than anything is put off. */
final class BringBackStep {

  private final SqlStatements sql;

  BringBackStep(SqlStatements sql) {
    this.sql = sql;
  }

  void run(Handle handle, List<Change.BringBack> wishes, Outcomes outcomes) {
    for (Change.BringBack wish : wishes) {
      int brought =
          handle
              .createUpdate(sql.get("bring-back"))
              .bind("target", wish.target())
              .bind("now", wish.now().toEpochMilli())
              .bind("latest", wish.latest().toEpochMilli())
              .execute();
      outcomes.add(wish.done(), brought);
      if (brought > 0) {
        outcomes.due(wish.target());
      }
    }
  }
}
