package io.formrelay.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Lets the deliveries go that wait behind a dead letter, which stays one. */
final class ReleaseOrderStep {

  private final SqlStatements sql;
  private final FirstDue firstDue;

  ReleaseOrderStep(SqlStatements sql) {
    this.sql = sql;
    this.firstDue = new FirstDue(sql);
  }

  void run(Handle handle, List<Change.ReleaseOrder> releases, Outcomes outcomes) {
    for (Change.ReleaseOrder release : releases) {
      Optional<String> orderKey =
          handle
              .createQuery(sql.get("find-held"))
              .bind("id", release.subject())
              .bind("target", release.target())
              .mapTo(String.class)
              .findOne();
      orderKey.ifPresent(key -> stopHolding(handle, release, key, outcomes));
      outcomes.add(release.done(), orderKey.isPresent());
    }
  }

  private void stopHolding(
      Handle handle, Change.ReleaseOrder release, String orderKey, Outcomes outcomes) {
    handle
        .createUpdate(sql.get("stop-holding"))
        .bind("id", release.subject())
        .bind("target", release.target())
        .execute();
    firstDue.run(handle, release.target(), orderKey, release.now(), outcomes);
  }
}
