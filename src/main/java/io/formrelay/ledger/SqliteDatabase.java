package io.formrelay.ledger;

import io.formrelay.failpoint.FailPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A ledger in one file: one connection that writes, and a few that read beside it. */
final class SqliteDatabase implements Database {

  private static final int READERS = 4;
  // SQLite's result codes: IOERR, CORRUPT, CANTOPEN, PROTOCOL, NOTADB
  private static final Set<Integer> AWAY = Set.of(10, 11, 14, 15, 26);
  private static final int FULL = 13;
  // TOOBIG, CONSTRAINT, MISMATCH
  private static final Set<Integer> REFUSED = Set.of(18, 19, 20);

  private final SqlStatements sql =
      new SqlStatements(
          "sqlite", "only-read", "secure-delete", "write-back", "shorten-log", "look-through");
  private final Condition condition = new Condition();
  private final SqliteFile file;
  private final WriteAheadLog log;
  private final ConnectionPool writer;
  private final ConnectionPool readers;

  private SqliteDatabase(LedgerSettings settings, Path file, boolean alone) {
    this.file = new SqliteFile(file, settings);
    log = new WriteAheadLog(file, settings, sql);
    if (alone) {
      this.file.checkLog();
    }
    writer = writer(settings);
    try {
      boolean small = this.file.isSmall();
      if (alone && small) {
        writer.jdbi().useHandle(handle -> this.file.look(handle, sql.get("look-through")));
      }
      new Schema(settings, "sqlite").upgrade();
      readers =
          new ConnectionPool(settings, "ledger-read", READERS, sql.get("only-read"), common());
      if (alone && !small) {
        this.file.lookBeside(sql.get("look-through"), condition, common());
      }
    } catch (RuntimeException e) {
      writer.close();
      throw this.file.explained(
          Failures.ledger("the ledger at " + settings.place() + " could not be opened", e));
    }
  }

  private ConnectionPool writer(LedgerSettings settings) {
    try {
      return new ConnectionPool(settings, "ledger-write", 1, sql.get("secure-delete"), writing());
    } catch (LedgerException e) {
      throw file.explained(e);
    }
  }

  /**
   * Opens the file, which is created for its owner alone where it is missing, and looks whether it
   * is whole.
   *
   * @param address the path, perhaps with parameters
   */
  static SqliteDatabase open(LedgerSettings settings, String address) {
    return open(settings, address, true);
  }

  /**
   * Opens the file beside a relay that works on it, which has looked through it and writes it at
   * this moment: what is being written looks like damage.
   */
  static SqliteDatabase openBeside(LedgerSettings settings, String address) {
    return open(settings, address, false);
  }

  private static SqliteDatabase open(LedgerSettings settings, String address, boolean alone) {
    Path file = SqliteFile.path(address);
    try {
      new OwnersFile(file).prepare();
    } catch (IOException e) {
      throw new LedgerException("the ledger's file " + file + " could not be created: " + e, e);
    }
    FailPoint.LEDGER_MADE.reached();
    return new SqliteDatabase(settings, file, alone);
  }

  private static Properties common() {
    Properties properties = new Properties();
    properties.setProperty("journal_mode", "WAL");
    properties.setProperty("synchronous", "FULL");
    properties.setProperty("busy_timeout", "5000");
    properties.setProperty("foreign_keys", "true");
    properties.setProperty("journal_size_limit", Long.toString(WriteAheadLog.LONGEST));
    return properties;
  }

  private static Properties writing() {
    Properties properties = common();
    properties.setProperty("transaction_mode", "IMMEDIATE");
    properties.setProperty("cache_size", "-65536");
    return properties;
  }

  @Override
  public SqlStatements sql() {
    return sql;
  }

  @Override
  public int writers() {
    return 1;
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    try (Handle handle = writer.jdbi().open()) {
      Connection connection = handle.getConnection();
      try {
        return handle.inTransaction(work::apply);
      } catch (RuntimeException e) {
        noteDamage(e);
        // After a failed write nobody knows what state the connection is in; a full disk is told
        // in time and rolled back.
        if (fault(e) != Fault.CHANGE && code(e) != FULL) {
          writer.renew(connection);
        }
        throw e;
      }
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    try {
      return readers.jdbi().withHandle(work::apply);
    } catch (RuntimeException e) {
      noteDamage(e);
      throw e;
    }
  }

  private void noteDamage(RuntimeException failure) {
    file.damage(failure).ifPresent(condition::damaged);
  }

  @Override
  public Optional<String> damage() {
    return condition.damage();
  }

  @Override
  public void lockOrders(Handle handle, OrderKeys keys) {
    // The one writer has every key to itself.
  }

  @Override
  public Fault fault(Throwable failure) {
    int code = code(failure);
    if (AWAY.contains(code)) {
      return Fault.DATABASE;
    }
    return REFUSED.contains(code) ? Fault.CHANGE : Fault.UNCLEAR;
  }

  private static int code(Throwable failure) {
    return Failures.sql(failure).map(SQLException::getErrorCode).orElse(0);
  }

  @Override
  public void tidy() {
    log.tidy();
  }

  /** What was deleted may still stand in the write-ahead log until that starts over. */
  @Override
  public boolean forget() {
    return log.empty();
  }

  @Override
  public void close() {
    file.close();
    readers.close();
    writer.close();
  }
}
