package io.formrelay.ledger;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Enters submissions that the ledger does not know yet, and tells the others what stands there. */
final class EnterStep {

  private final SqlStatements sql;

  EnterStep(SqlStatements sql) {
    this.sql = sql;
  }

  void run(Handle handle, List<Change.Enter> enters, Outcomes outcomes) {
    int[] written = writeSubmissions(handle, enters);
    FailPoint.ENTER_HALF_WRITTEN.reached();
    List<Submission> entered = new ArrayList<>();
    for (int i = 0; i < written.length; i++) {
      Change.Enter enter = enters.get(i);
      if (written[i] == 1) {
        entered.add(enter.submission());
        outcomes.add(enter.done(), new Entry(enter.submission().id(), Entry.Kind.ENTERED));
      } else {
        outcomes.add(enter.done(), standing(handle, enter));
      }
    }
    writeDeliveries(handle, entered, outcomes);
  }

  private int[] writeSubmissions(Handle handle, List<Change.Enter> enters) {
    try (PreparedBatch batch = handle.prepareBatch(sql.get("enter-submission"))) {
      for (Change.Enter enter : enters) {
        Submission submission = enter.submission();
        batch
            .bind("id", submission.id())
            .bind("key", enter.key())
            .bind("fingerprint", enter.fingerprint())
            .bind("source", LedgerText.plain(submission.source()))
            .bind("receivedAt", submission.receivedAt().toEpochMilli())
            .bind("body", enter.body())
            .add();
      }
      return batch.execute();
    }
  }

  private void writeDeliveries(Handle handle, List<Submission> submissions, Outcomes outcomes) {
    try (PreparedBatch batch = handle.prepareBatch(sql.get("enter-delivery"))) {
      for (Submission submission : submissions) {
        for (Destination destination : submission.destinations()) {
          batch
              .bind("id", submission.id())
              .bind("target", destination.target())
              .bind("orderKey", LedgerText.plain(destination.orderKey()))
              .bind("receivedAt", submission.receivedAt().toEpochMilli())
              .add();
          outcomes.due(destination.target());
        }
      }
      batch.execute();
    }
  }

  private Entry standing(Handle handle, Change.Enter enter) {
    List<Entry> found =
        handle
            .createQuery(sql.get("find-repeated"))
            .bind("id", enter.submission().id())
            .bind("key", enter.key())
            .map((row, context) -> entry(row, enter))
            .list();
    return found.stream()
        .filter(each -> each.kind() == Entry.Kind.CONFLICT)
        .findFirst()
        .orElseGet(() -> found.get(0));
  }

  private static Entry entry(ResultSet row, Change.Enter enter) throws SQLException {
    return new Entry(
        row.getString("id"),
        enter.isRepeatOf(row.getString("fingerprint")) ? Entry.Kind.REPEATED : Entry.Kind.CONFLICT);
  }
}
