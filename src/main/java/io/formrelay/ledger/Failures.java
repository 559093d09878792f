package io.formrelay.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what the database layers throw into words that hold nothing of a submission. */
final class Failures {

  private Failures() {}

  /** The innermost SQL error of a failure. */
  static Optional<SQLException> sql(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((outer, inner) -> inner);
  }

  /**
   * What the ledger's callers are told.
   *
   * @param what what could not be done
   */
  static LedgerException ledger(String what, Throwable failure) {
    if (failure instanceof LedgerException known) {
      return known;
    }
    // The layers above JDBC may quote a statement's values; a SQL error is the reason itself.
    Throwable reason = sql(failure).map(Throwable.class::cast).orElse(failure);
    return new LedgerException(what + ": " + reason.getMessage(), reason);
  }
}
