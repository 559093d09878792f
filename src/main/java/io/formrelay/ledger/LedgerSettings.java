package io.formrelay.ledger;

/**
 * Where the ledger is and who writes to it.
 *
 * @param url a JDBC address, {@code jdbc:sqlite:} with a file's path or {@code jdbc:postgresql:}
 * @param username the database's user; null for SQLite
 * @param password that user's password; null for SQLite
 * @param relayId the name under which this relay claims deliveries: the same after a restart, and
 *     different for each relay that shares the database
 */
public record LedgerSettings(String url, String username, String password, String relayId) {

  /** Leaves out what may hold a password. */
  @Override
  public String toString() {
    return "LedgerSettings[" + place() + ", relay " + relayId + "]";
  }

  /** The address without its parameters, fit for messages. */
  String place() {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
  }
}
