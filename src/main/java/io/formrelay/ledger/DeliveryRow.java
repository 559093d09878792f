package io.formrelay.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads a delivery together with what its submission says. */
final class DeliveryRow {

  private DeliveryRow() {}

  static Delivery read(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("submission_id"),
        row.getString("target"),
        row.getString("source"),
        instant(row, "received_at"),
        row.getString("body"),
        State.of(row.getString("state")),
        row.getInt("retries"),
        row.getInt("relay_failures"),
        LedgerText.history(row.getString("history")),
        instant(row, "claimed_at"),
        instant(row, "completed_at"),
        row.getString("result_code"),
        row.getString("message"),
        row.getString("reference"));
  }

  /** The time in a column; null where there is none. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
