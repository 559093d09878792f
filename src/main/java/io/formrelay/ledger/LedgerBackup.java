package io.formrelay.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jdbi.v3.core.Jdbi;

/**
 * A copy of an SQLite ledger as it stands at one moment, taken beside a relay that goes on working.
 */
public final class LedgerBackup {

  private final LedgerSettings settings;
  private final SqlStatements sql =
      new SqlStatements("sqlite", "copy-into", "look-closely", "count-kept");

  /** Copies the ledger of these settings. */
  public LedgerBackup(LedgerSettings settings) {
    this.settings = settings;
  }

  /**
   * Writes the copy, synced, for its owner alone, and reads it through.
   *
   * @param target a file that does not exist yet, in a folder that does
   * @return how many submissions it holds
   * @throws LedgerException where there is no ledger, or it could not be copied; nothing is left
   *     behind then
   */
  public long write(Path target) {
    SqliteFile file = new SqliteFile(LedgerUrl.file(settings), settings);
    file.mustBeThere();
    try {
      new OwnersFile(target.toAbsolutePath()).prepare();
      try {
        copy(target);
        long kept = submissions(target);
        sync(target);
        return kept;
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(target);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw file.explained(Failures.ledger("the ledger could not be copied to " + target, e));
    }
  }

  private void copy(Path target) {
    Properties readOnly = new Properties();
    readOnly.setProperty("open_mode", "1");
    readOnly.setProperty("busy_timeout", "5000");
    Jdbi.create(settings.url(), readOnly)
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql.get("copy-into"))
                    .bind("file", target.toAbsolutePath().toString())
                    .execute());
  }

  private long submissions(Path target) {
    LedgerSettings copied = new LedgerSettings("jdbc:sqlite:" + target, null, null, null);
    return Jdbi.create(copied.url())
        .withHandle(
            handle -> {
              new SqliteFile(target, copied).look(handle, sql.get("look-closely"));
              return handle.createQuery(sql.get("count-kept")).mapTo(Long.class).one();
            });
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
