package io.formrelay.command;

import io.formrelay.operations.Settings;
import java.nio.file.Path;

/** What to call for a ledger that stands in PostgreSQL, which has programs of its own for it. */
record PostgresHint(Settings.Store store) {

  /** The line that copies it. */
  String backup(Path folder) {
    return "formrelay: the ledger stands in PostgreSQL; copy it with: pg_dump --format=custom --file="
        + folder
        + "/ledger.dump"
        + connection();
  }

  /** The line that puts it back. */
  String restore(Path folder) {
    return "formrelay: the ledger stands in PostgreSQL; with no relay running, put it back with:"
        + " pg_restore --clean --if-exists"
        + connection()
        + " "
        + folder
        + "/ledger.dump";
  }

  private String connection() {
    String address = store.url().replaceFirst("^jdbc:", "").replaceFirst("[?].*", "");
    String user = store.username().isEmpty() ? "" : " --username=" + store.username();
    return user + " --dbname=" + address.replaceFirst("//[^/@]*@", "//");
  }
}
