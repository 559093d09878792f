package io.formrelay.ledger;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables of a ledger up to what this version needs. */
final class Schema {

  private final Flyway flyway;
  private final String place;

  /**
   * Describes the tables of one ledger.
   *
   * @param dialect the name of the migrations' folder
   */
  Schema(LedgerSettings settings, String dialect) {
    this.place = settings.place();
    this.flyway =
        Flyway.configure()
            .dataSource(settings.url(), settings.username(), settings.password())
            .locations("classpath:io/formrelay/ledger/migration/" + dialect)
            .loggers("slf4j")
            .ignoreMigrationPatterns(new String[0])
            .failOnMissingLocations(true)
            .load();
  }

  /**
   * Creates or upgrades the tables.
   *
   * @throws LedgerException where that failed, they were changed by hand, or a newer version wrote
   *     them
   */
  void upgrade() {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw Failures.ledger("the ledger at " + place + " could not be opened", reason(e));
    }
  }

  private Throwable reason(FlywayException failure) {
    if (Failures.sql(failure).isPresent()) {
      return failure;
    }
    MigrationInfo current = flyway.info().current();
    if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
      return new LedgerException(
          "the ledger at "
              + place
              + " was written by a newer version of the relay: its tables are version "
              + current.getVersion(),
          failure);
    }
    return failure;
  }
}
