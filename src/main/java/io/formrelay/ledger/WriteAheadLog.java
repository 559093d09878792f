package io.formrelay.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write-ahead log of an SQLite ledger in use, which grows where readers keep SQLite from
 * starting it over.
 *
 * <p>Whoever empties it holds the commits up for as long as he waits for readers. So this has a
 * connection of its own, which waits for none of them longer than {@value #PATIENCE_MS} ms, and
 * gives up.
 */
final class WriteAheadLog {

  /** The length in bytes that it is cut to. */
  static final long LONGEST = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
  private static final int PATIENCE_MS = 100;
  private static final int TRIES = 5;
  private static final int LOOK_EVERY = 256;
  private static final int LOOK_SELDOM = 65_536;

  private final Path log;
  private final LedgerSettings settings;
  private final SqlStatements sql;
  private int pause = LOOK_EVERY;
  private int commits;

  /**
   * The log beside this file.
   *
   * @param sql knows {@code write-back} and {@code shorten-log}
   */
  WriteAheadLog(Path file, LedgerSettings settings, SqlStatements sql) {
    this.log = file.resolveSibling(file.getFileName() + "-wal");
    this.settings = settings;
    this.sql = sql;
  }

  /** Looks after a commit, from time to time, whether it has grown, and shortens it then. */
  synchronized void tidy() {
    commits++;
    if (commits < pause) {
      return;
    }
    commits = 0;
    try {
      boolean done = Files.size(log) <= LONGEST || isEmptied(1);
      pause = done ? LOOK_EVERY : Math.min(2 * pause, LOOK_SELDOM);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the ledger's write-ahead log could not be shortened: {}", e.getMessage());
    }
  }

  /**
   * Empties it.
   *
   * @return whether it could: not where somebody reads the ledger for long
   */
  boolean empty() {
    return isEmptied(TRIES);
  }

  private boolean isEmptied(int tries) {
    Properties properties = new Properties();
    properties.setProperty("busy_timeout", Integer.toString(PATIENCE_MS));
    try (Handle handle = Jdbi.create(settings.url(), properties).open()) {
      boolean done = false;
      for (int i = 0; i < tries && !done; i++) {
        // The most of the work is done before anybody has to wait.
        isBusy(handle, "write-back");
        done = !isBusy(handle, "shorten-log");
      }
      return done;
    }
  }

  private boolean isBusy(Handle handle, String statement) {
    return handle.createQuery(sql.get(statement)).map((row, context) -> row.getInt(1)).one() != 0;
  }
}
