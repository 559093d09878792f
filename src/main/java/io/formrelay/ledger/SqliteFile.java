package io.formrelay.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an SQLite ledger, and whether it is whole.
 *
 * <p>A file of up to {@value #AT_ONCE} bytes is looked through before it is used, which takes a
 * tenth of a second; a larger one while it is in use already. Bytes that changed inside of a text
 * are seen by neither: SQLite keeps no checksums in its pages.
 */
final class SqliteFile {

  static final long AT_ONCE = 32L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);

  private final Path file;
  private final LedgerSettings settings;
  private final SqliteDamage damage;
  private volatile Statement looking;
  private volatile boolean closed;

  SqliteFile(Path file, LedgerSettings settings) {
    this.file = file;
    this.settings = settings;
    this.damage = new SqliteDamage(settings.place());
  }

  /**
   * The file that an address names.
   *
   * @param address what follows {@code jdbc:sqlite:}, perhaps with parameters
   * @throws IllegalArgumentException where it names none
   */
  static Path path(String address) {
    String path = address.replaceFirst("\\?.*", "").replaceFirst("^file:", "");
    if (path.isEmpty() || path.contains(":memory:")) {
      throw new IllegalArgumentException("the ledger's address must name a file");
    }
    return Path.of(path).toAbsolutePath();
  }

  /**
   * Sees to it that a ledger that was used is there.
   *
   * @throws LedgerException where the file is missing or empty
   */
  void mustBeThere() {
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        throw new LedgerException(
            "the ledger at "
                + settings.place()
                + (Files.exists(file) ? " is empty" : " is missing")
                + ", and this relay has used it before; put the last backup back with the command"
                + " restore, or move the whole data folder away to begin anew",
            null);
      }
    } catch (IOException e) {
      throw new LedgerException("the ledger's file " + file + " cannot be looked at: " + e, e);
    }
  }

  /** Whether there is something in it. */
  boolean isThere() {
    try {
      return Files.size(file) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sees to it that SQLite will not take a damaged write-ahead log for a torn one. */
  void checkLog() {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    try {
      if (new SqliteLog(log).isDamaged()) {
        throw new LedgerException(
            damage.text("what was committed last cannot be read from " + log)
                + ", or move "
                + log
                + " away to go on without what it holds",
            null);
      }
    } catch (IOException e) {
      throw new LedgerException("the ledger's log " + log + " cannot be looked at: " + e, e);
    }
  }

  /** Whether the file is small enough to be looked through before it is used. */
  boolean isSmall() {
    try {
      return Files.size(file) <= AT_ONCE;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Looks through the whole file.
   *
   * @throws LedgerException where it is damaged
   */
  void look(Handle handle, String statement) {
    String found = handle.createQuery(statement).mapTo(String.class).first();
    if (!found.equals("ok")) {
      throw new LedgerException(damage.text(found), null);
    }
  }

  /** Looks through the whole file on a thread of its own, and tells what is found. */
  void lookBeside(String statement, Condition condition, Properties properties) {
    Thread thread = new Thread(() -> lookNow(statement, condition, properties), "ledger-look");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private void lookNow(String statement, Condition condition, Properties properties) {
    try (Handle handle = Jdbi.create(settings.url(), properties).open()) {
      Connection connection = handle.getConnection();
      try (Statement look = connection.createStatement()) {
        looking = look;
        String found = closed ? "ok" : look.executeQuery(statement).getString(1);
        if (!found.equals("ok") && !closed) {
          condition.damaged(damage.text(found));
        }
      }
    } catch (SQLException | RuntimeException e) {
      if (damage.isShownBy(e)) {
        condition.damaged(damage.text(e.getMessage()));
      } else if (!closed) {
        LOG.warn("the ledger could not be looked through: {}", e.getMessage());
      }
    } finally {
      looking = null;
    }
  }

  /** What a failure tells of damage, if it does. */
  Optional<String> damage(Throwable failure) {
    return damage.isShownBy(failure)
        ? Failures.sql(failure).map(e -> damage.text(e.getMessage()))
        : Optional.empty();
  }

  /** A failure to open it, in words that name the damage where it is one. */
  LedgerException explained(LedgerException failure) {
    return damage.explained(failure);
  }

  /** Ends a look that is under way. */
  void close() {
    closed = true;
    Statement look = looking;
    if (look != null) {
      try {
        look.cancel();
      } catch (SQLException over) {
        // it has ended by itself
      }
    }
  }
}
