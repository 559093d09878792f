package io.formrelay.running;

import io.formrelay.ledger.PostgresServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** On PostgreSQL, where its server is installed. */
class DuplicatesOnPostgresTest extends DuplicatePromises {

  private static Optional<PostgresServer> server = Optional.empty();
  private static int databases;
  private String database;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.start();
    Assumptions.assumeTrue(server.isPresent(), "PostgreSQL is not installed");
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  @Override
  Map<String, String> store() throws Exception {
    if (database == null) {
      databases++;
      database = "relay" + databases;
      server.orElseThrow().execute("postgres", "CREATE DATABASE " + database);
    }
    return Map.of("store.url", server.orElseThrow().url(database), "store.username", "tester");
  }
}
