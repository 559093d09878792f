package io.formrelay.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Notes receipts that are on disk. */
final class FileStep {

  private final SqlStatements sql;

  FileStep(SqlStatements sql) {
    this.sql = sql;
  }

  void run(Handle handle, List<Change.File> files, Outcomes outcomes) {
    try (PreparedBatch batch = handle.prepareBatch(sql.get("note-filed"))) {
      for (Change.File file : files) {
        batch
            .bind("id", file.subject())
            .bind("target", file.target())
            .bind("completedAt", file.completedAt().toEpochMilli())
            .add();
      }
      int[] noted = batch.execute();
      for (int i = 0; i < noted.length; i++) {
        Change.File file = files.get(i);
        outcomes.add(file.done(), noted[i] > 0 || isKnown(handle, file));
      }
    }
  }

  private boolean isKnown(Handle handle, Change.File file) {
    return handle
        .createQuery(sql.get("find-state"))
        .bind("id", file.subject())
        .bind("target", file.target())
        .mapToMap()
        .findOne()
        .isPresent();
  }
}
