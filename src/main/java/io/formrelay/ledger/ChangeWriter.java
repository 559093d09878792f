package io.formrelay.ledger;

import io.formrelay.failpoint.FailPoint;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes changes in one transaction. Used by one thread. */
final class ChangeWriter {

  private final Database database;
  private final EnterStep enter;
  private final SettleStep settle;
  private final ReplayStep replay;
  private final ReleaseOrderStep releaseOrder;
  private final FileStep file;
  private final BringBackStep bringBack;
  private final ClaimStep claim;
  private final ReleaseStep release;
  private final List<Claimed> doubtful = new ArrayList<>();

  ChangeWriter(Database database, String relay, String run) {
    this.database = database;
    this.enter = new EnterStep(database.sql());
    this.settle = new SettleStep(database.sql());
    this.replay = new ReplayStep(database.sql());
    this.releaseOrder = new ReleaseOrderStep(database.sql());
    this.file = new FileStep(database.sql());
    this.bringBack = new BringBackStep(database.sql());
    this.claim = new ClaimStep(database.sql(), relay, run);
    this.release = new ReleaseStep(database.sql(), run);
  }

  /**
   * Makes all of the changes durable, or none.
   *
   * @param doubted whether the last transaction failed: then this one writes in any case, since a
   *     disk that is full takes transactions that write nothing
   */
  Outcomes write(List<Change> changes, boolean doubted) {
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

  private Outcomes make(Handle handle, List<Change> changes, boolean doubted, Outcomes outcomes) {
    database.lockOrders(handle, OrderKeys.of(changes));
    if (doubted) {
      handle.execute(database.sql().get("try-writing"));
    }
    if (!doubtful.isEmpty()) {
      release.run(handle, doubtful, outcomes);
    }
    Round.of(changes).forEach(round -> make(handle, round, outcomes));
    FailPoint.COMMITTING.reached();
    return outcomes;
  }

  private void make(Handle handle, Round round, Outcomes outcomes) {
    if (!round.enters().isEmpty()) {
      enter.run(handle, round.enters(), outcomes);
    }
    if (!round.settles().isEmpty()) {
      settle.run(handle, round.settles(), outcomes);
    }
    if (!round.replays().isEmpty()) {
      replay.run(handle, round.replays(), outcomes);
    }
    if (!round.releases().isEmpty()) {
      releaseOrder.run(handle, round.releases(), outcomes);
    }
    if (!round.files().isEmpty()) {
      file.run(handle, round.files(), outcomes);
    }
    if (!round.bringBacks().isEmpty()) {
      bringBack.run(handle, round.bringBacks(), outcomes);
    }
    if (!round.claims().isEmpty()) {
      claim.run(handle, round.claims(), outcomes);
    }
  }
}
