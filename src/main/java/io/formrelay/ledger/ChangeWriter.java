package io.formrelay.ledger;

import io.formrelay.failpoint.FailPoint;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes changes in one transaction. Used by one thread. */
final class ChangeWriter {

  private final Database database;
  private final Rounds rounds;
  private final ReleaseStep release;
  private final List<Claimed> doubtful = new ArrayList<>();

  ChangeWriter(Database database, String relay, String run) {
    this.database = database;
    this.rounds = new Rounds(database.sql(), relay, run);
    this.release = new ReleaseStep(database.sql(), run);
  }

  /**
   * Makes all of the changes durable, or none.
   *
   * @param doubted whether the last transaction failed: then this one writes in any case, since a
   *     disk that is full takes transactions that write nothing
   */
  Outcomes write(List<Change<?>> changes, boolean doubted) {
    Outcomes outcomes = new Outcomes();
    try {
      database.write(handle -> make(handle, changes, doubted, outcomes));
    } catch (RuntimeException | Error e) {
      doubtful.addAll(outcomes.claimed());
      throw e;
    }
    doubtful.clear();
    return outcomes;
  }

  private Outcomes make(
      Handle handle, List<Change<?>> changes, boolean doubted, Outcomes outcomes) {
    database.lockOrders(handle, OrderKeys.of(changes));
    if (doubted) {
      handle.execute(database.sql().get("try-writing"));
    }
    if (!doubtful.isEmpty()) {
      release.run(handle, doubtful, outcomes);
    }
    rounds.make(handle, changes, outcomes);
    FailPoint.COMMITTING.reached();
    return outcomes;
  }
}
