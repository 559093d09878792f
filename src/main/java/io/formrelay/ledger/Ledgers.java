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
    return ledger(database(settings), settings, sealed);
  }

  /**
   * Opens a ledger that was used before: one that is missing or empty is refused.
   *
   * @throws LedgerException as {@link #open} does, and where there is nothing in it
   */
  public static Ledger reopen(LedgerSettings settings, SealedFields sealed) {
    if (LedgerUrl.isFile(settings)) {
      new SqliteFile(LedgerUrl.file(settings), settings).mustBeThere();
    }
    Database database = database(settings);
    boolean used =
        database.read(
            handle ->
                handle
                    .createQuery(database.sql().get("find-use"))
                    .mapTo(String.class)
                    .findOne()
                    .isPresent());
    if (!used) {
      database.close();
      throw new LedgerException(
          "the ledger at "
              + settings.place()
              + " is empty, and this relay has used it before; put the last backup back, or move"
              + " the whole data folder away to begin anew",
          null);
    }
    return ledger(database, settings, sealed);
  }

  /**
   * Opens a ledger for a command that changes it.
   *
   * @param beside whether a relay may be working on it meanwhile; else the file is looked through
   * @throws LedgerException as {@link #open} does, and where there is no ledger
   */
  public static Ledger existing(LedgerSettings settings, boolean beside) {
    if (LedgerUrl.isFile(settings)
        && !new SqliteFile(LedgerUrl.file(settings), settings).isThere()) {
      throw new LedgerException("there is no ledger at " + settings.place(), null);
    }
    Database database =
        beside && LedgerUrl.isFile(settings)
            ? SqliteDatabase.openBeside(settings, settings.url().substring(SQLITE.length()))
            : database(settings);
    return ledger(database, settings, SealedFields.none());
  }

  private static Ledger ledger(Database database, LedgerSettings settings, SealedFields sealed) {
    return new SqlLedger(database, settings.relayId(), UUID.randomUUID().toString(), sealed);
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
