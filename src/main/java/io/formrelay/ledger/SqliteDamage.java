package io.formrelay.ledger;

import java.sql.SQLException;
import java.util.Set;

/** Tells a damaged SQLite file from one that merely cannot be used now, and says what to do. */
final class SqliteDamage {

  // SQLite's result codes CORRUPT and NOTADB
  private static final Set<Integer> CODES = Set.of(11, 26);

  private final String place;

  /**
   * Speaks of one ledger.
   *
   * @param place its address, fit for messages
   */
  SqliteDamage(String place) {
    this.place = place;
  }

  /** Whether a failure shows that the file is damaged. */
  boolean isShownBy(Throwable failure) {
    return Failures.sql(failure)
        .map(SQLException::getErrorCode)
        .filter(CODES::contains)
        .isPresent();
  }

  /** The same failure, or one that names the damage where it is one. */
  LedgerException explained(LedgerException failure) {
    return isShownBy(failure)
        ? new LedgerException(text(Failures.sql(failure).orElseThrow().getMessage()), failure)
        : failure;
  }

  /** One line with the reason and what an operator can do. */
  String text(String reason) {
    return "the ledger at "
        + place
        + " is damaged ("
        + reason.strip().replaceAll("\\s*\\R\\s*", " ")
        + "); put the last backup back with the command restore";
  }
}
