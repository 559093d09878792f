package io.formrelay.ledger;

import java.nio.file.Path;

/** What a ledger's JDBC address says. */
public final class LedgerUrl {

  private static final String SQLITE = "jdbc:sqlite:";

  private LedgerUrl() {}

  /** Whether the ledger is a file. */
  public static boolean isFile(LedgerSettings settings) {
    return settings.url().startsWith(SQLITE);
  }

  /**
   * The file of an SQLite ledger.
   *
   * @throws IllegalArgumentException where the address names none
   */
  public static Path file(LedgerSettings settings) {
    if (!isFile(settings)) {
      throw new IllegalArgumentException("the ledger is no file");
    }
    return SqliteFile.path(settings.url().substring(SQLITE.length()));
  }
}
