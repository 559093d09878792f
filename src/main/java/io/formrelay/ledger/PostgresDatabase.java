package io.formrelay.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A ledger on a PostgreSQL server, which several relays may share. */
final class PostgresDatabase implements Database {

  private static final int WRITERS = 4;
  private static final int READERS = 4;

  private final SqlStatements sql = new SqlStatements("postgresql", "lock-orders");
  private final ConnectionPool writers;
  private final ConnectionPool readers;

  private PostgresDatabase(LedgerSettings settings) {
    writers = new ConnectionPool(settings, "ledger-write", WRITERS, null, properties(false));
    try {
      new Schema(settings, "postgresql").upgrade();
      readers = new ConnectionPool(settings, "ledger-read", READERS, null, properties(true));
    } catch (RuntimeException e) {
      writers.close();
      throw e;
    }
  }

  /** Connects to the server. */
  static PostgresDatabase open(LedgerSettings settings) {
    return new PostgresDatabase(settings);
  }

  private static Properties properties(boolean readOnly) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "formrelay");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("readOnly", Boolean.toString(readOnly));
    // The detail of an error quotes the row, and with it what a form holds.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  @Override
  public SqlStatements sql() {
    return sql;
  }

  @Override
  public int writers() {
    return WRITERS;
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    return writers.jdbi().inTransaction(work::apply);
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return readers.jdbi().withHandle(work::apply);
  }

  @Override
  public void lockOrders(Handle handle, OrderKeys keys) {
    if (keys.isEmpty()) {
      return;
    }
    handle
        .createQuery(sql.get("lock-orders"))
        .bind("orders", keys.entered())
        .bind("deliveries", keys.touched())
        .mapToMap()
        .list();
  }

  /**
   * By the classes of SQL states: 08 connection, 53 resources, 57P shutdown; 22 data, 23
   * constraint. The pool's own "no connection" has no state.
   */
  @Override
  public Fault fault(Throwable failure) {
    return Failures.sql(failure).map(PostgresDatabase::fault).orElse(Fault.UNCLEAR);
  }

  private static Fault fault(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")) {
      return Fault.DATABASE;
    }
    return state.startsWith("22") || state.startsWith("23") ? Fault.CHANGE : Fault.UNCLEAR;
  }

  @Override
  public Optional<String> damage() {
    // The server looks after its own files.
    return Optional.empty();
  }

  @Override
  public void tidy() {
    // PostgreSQL does so by itself.
  }

  @Override
  public boolean forget() {
    // The server's own vacuum does so.
    return true;
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
