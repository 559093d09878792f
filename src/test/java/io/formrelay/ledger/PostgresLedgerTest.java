package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.all;
import static io.formrelay.ledger.LedgerUnderTest.failure;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresLedgerTest extends LedgerConformance {

  private static PostgresServer server;
  private static int databases;

  private String database;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.start().orElse(null);
    assumeTrue(server != null, "PostgreSQL is not installed");
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  @Override
  void open() throws Exception {
    databases++;
    database = "ledger" + databases;
    server.execute("postgres", "CREATE DATABASE " + database);
    super.open();
  }

  @Override
  public LedgerSettings settings(String relayId) {
    return new LedgerSettings(server.url(database), "tester", "", relayId);
  }

  @Test
  void afterTheServerWasAwayTheLedgerWorksAgainByItself() throws Exception {
    get(ledger().enter(licrus("before")));
    server.stop();
    CompletableFuture<Entry> away = ledger().enter(licrus("away"));
    assertInstanceOf(LedgerException.class, failure(away));
    assertThrows(LedgerException.class, () -> ledger().find("before"));

    server.begin();

    Awaitility.await()
        .ignoreException(LedgerException.class)
        .until(() -> ledger().find("before").isPresent());
    get(ledger().enter(licrus("after")));
    assertEquals(List.of("before", "after"), claim("licrus", 9, NOON));
  }

  @Test
  void twoRelaysThatShareTheLedgerKeepTheOrderOfAKey() throws Exception {
    try (Ledger other = Ledgers.open(settings("two"))) {
      List<CompletableFuture<Entry>> entries = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        entries.add((i % 2 == 0 ? ledger() : other).enter(moka("s" + i, "c" + i % 3)));
      }
      all(entries);
      int delivered = 0;
      while (delivered < 200) {
        CompletableFuture<List<Delivery>> here = ledger().claim("moka", 9, NOON);
        CompletableFuture<List<Delivery>> there = other.claim("moka", 9, NOON);
        List<Delivery> claimed = new ArrayList<>(get(here));
        claimed.addAll(get(there));
        assertEquals(
            claimed.size(),
            claimed.stream().map(PostgresLedgerTest::customer).distinct().count(),
            "one of a customer at a time");
        assertTrue(!claimed.isEmpty(), "every customer's first delivery is due");
        List<CompletableFuture<Boolean>> settled = new ArrayList<>();
        for (Delivery each : claimed) {
          settled.add(other.settle(succeeded(each.submissionId(), "moka", NOON)));
        }
        assertTrue(all(settled).stream().allMatch(each -> each));
        delivered += claimed.size();
      }
    }
  }

  private static int customer(Delivery delivery) {
    return Integer.parseInt(delivery.submissionId().substring(1)) % 3;
  }
}
