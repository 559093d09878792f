package io.formrelay.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An SQLite ledger, read past the relay: what only the ledger itself can tell. */
record LedgerFile(Path file) {

  /** The ledger of a dead relay: to open it where it lies would already mend it. */
  LedgerFile copied() throws IOException {
    Path copy = Files.createTempDirectory("ledger").resolve("ledger.db");
    for (String side : List.of("", "-wal")) {
      Path from = file.resolveSibling(file.getFileName() + side);
      if (Files.exists(from)) {
        Files.copy(from, copy.resolveSibling(copy.getFileName() + side));
      }
    }
    return new LedgerFile(copy);
  }

  /** Target and state of the deliveries whose submission's id, key or source ends in this. */
  List<String> deliveries(String part) {
    return query(
        "SELECT target || ' ' || state || CASE WHEN completed_at IS NULL THEN ''"
            + " WHEN filed = 1 THEN ' filed' ELSE ' unfiled' END"
            + " FROM deliveries d JOIN submissions s ON s.id = d.submission_id"
            + " WHERE s.id || ' ' || COALESCE(s.idempotency_key, '') || ' ' || s.source || ' ' LIKE ?"
            + " ORDER BY 1",
        "%" + part + " %");
  }

  /** The deliveries that have not ended or have no receipt. */
  List<String> unfinished() {
    return query(
        "SELECT submission_id FROM deliveries WHERE (completed_at IS NULL OR filed = 0) AND '' = ?",
        "");
  }

  /** Id, target, state and code of every delivery. */
  List<String> ended() {
    return query(
        "SELECT submission_id || ' ' || target || ' ' || state || ' ' || result_code"
            + " FROM deliveries WHERE '' = ? ORDER BY 1",
        "");
  }

  private List<String> query(String sql, String bound) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, bound);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
