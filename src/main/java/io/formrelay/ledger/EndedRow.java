package io.formrelay.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What decides whether a delivery may be purged.
 *
 * @param filed whether its receipt is written
 * @param holding whether others of its order key wait behind it
 */
record EndedRow(Ended delivery, boolean filed, boolean holding) {

  static EndedRow read(String id, ResultSet row) throws SQLException {
    return new EndedRow(
        new Ended(
            id,
            row.getString("target"),
            State.of(row.getString("state")),
            DeliveryRow.instant(row, "completed_at")),
        row.getInt("filed") == 1,
        row.getInt("holding") == 1);
  }

  boolean expired(Expiry expiry) {
    return filed
        && !holding
        && delivery.state().ended()
        && delivery.completedAt().isBefore(expiry.of(delivery.state()));
  }
}
