package io.formrelay.ledger;

import io.formrelay.sealing.SealedFields;
import java.util.UUID;

/** Opens the ledger that the settings name. */
public final class Ledgers {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private Ledgers() {}

  /**
   * Opens a ledger, creating or upgrading its tables first; an SQLite file and its folder are
   * created for their owner alone.
   *
   * @throws IllegalArgumentException where the address is neither an SQLite file's nor a PostgreSQL
   *     server's
   * @throws LedgerException where the database is away, is damaged, or was written by a newer
   *     version
   */
  public static Ledger open(LedgerSettings settings) {
    return open(settings, SealedFields.none());
  }

  /**
   * Opens a ledger that keeps fields sealed.
   *
   * @param sealed seals them on their way in and opens them on their way out
   */
  public static Ledger open(LedgerSettings settings, SealedFields sealed) {
    String run = UUID.randomUUID().toString();
    return new SqlLedger(database(settings), settings.relayId(), run, sealed);
  }

  private static Database database(LedgerSettings settings) {
    if (settings.url().startsWith(SQLITE)) {
      return SqliteDatabase.open(settings, settings.url().substring(SQLITE.length()));
    }
    if (settings.url().startsWith(POSTGRESQL)) {
      return PostgresDatabase.open(settings);
    }
    throw new IllegalArgumentException(
        "the ledger's address must start with " + SQLITE + " or " + POSTGRESQL);
  }
}
