package io.formrelay.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.Properties;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

/** A fixed number of connections, renewed when they break. */
final class ConnectionPool implements AutoCloseable {

  private static final int WAIT_MS = 3_000;

  private final HikariDataSource connections;
  private final Jdbi jdbi;

  /**
   * Connects.
   *
   * @param first the statement a new connection begins with; null for none
   * @throws LedgerException where the database cannot be reached or is none
   */
  ConnectionPool(
      LedgerSettings settings, String name, int size, String first, Properties properties) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.username());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(WAIT_MS);
    config.setConnectionInitSql(first);
    config.setDataSourceProperties(properties);
    try {
      connections = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger at " + settings.place() + " could not be opened", e);
    }
    jdbi = Jdbi.create(connections);
    jdbi.setTemplateEngine(TemplateEngine.NOP);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /** Has a connection that is in use closed when it comes back, and another opened. */
  void renew(Connection connection) {
    connections.evictConnection(connection);
  }

  @Override
  public void close() {
    connections.close();
  }
}
