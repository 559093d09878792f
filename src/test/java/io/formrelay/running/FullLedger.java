package io.formrelay.running;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A relay on a disk that is almost full: its ledger's file may grow by a few pages only. */
final class FullLedger implements AutoCloseable {

  private static final int PAGES_LEFT = 20;

  /** The relay writes to the same file. */
  private static final String PATIENT = "?busy_timeout=180000";

  private final String ledger;
  private final RunningRelay relay;
  private String refused;

  private FullLedger(String ledger, RunningRelay relay) {
    this.ledger = ledger;
    this.relay = relay;
  }

  static FullLedger start(Path data, String partners, Map<String, String> more) throws Exception {
    RunningRelay.start(data, partners, more).close();
    String ledger = "jdbc:sqlite:" + data.resolve("ledger.db");
    run(ledger, "CREATE TABLE ballast (bytes)");
    run(ledger, "INSERT INTO ballast VALUES (zeroblob(2000000))");
    Map<String, String> settings = new HashMap<>(more);
    settings.put("store.url", ledger + "?max_page_count=" + (pages(ledger) + PAGES_LEFT));
    return new FullLedger(ledger, RunningRelay.start(data, partners, settings));
  }

  RunningRelay relay() {
    return relay;
  }

  /**
   * Posts submissions for Moka until one is refused. A ledger that is almost full may have room for
   * the next one again: what counts is the one that was refused.
   */
  HttpResponse<String> submitUntilItIsFull(List<String> accepted) throws Exception {
    String address = "a".repeat(200);
    for (int i = 0; i < 5_000; i++) {
      refused = "form-" + i;
      HttpResponse<String> answer =
          relay.post(
              "{\"SubmissionId\": \"%s\", \"CustomerCode\": \"C-%d\", \"Address\": \"%s\"}"
                  .formatted(refused, i, address));
      if (answer.statusCode() != 202) {
        return answer;
      }
      accepted.add(Door.id(answer));
    }
    throw new AssertionError("the ledger never became full");
  }

  /** The id that the refused one asked for. */
  String refused() {
    return refused;
  }

  void makeRoom() throws SQLException {
    run(ledger, "DROP TABLE ballast");
  }

  /** Overwrites a ledger's files, as a broken disk would: nothing can be read from them. */
  static void destroy(RunningRelay relay) throws IOException {
    byte[] nonsense = new byte[8 << 20];
    Arrays.fill(nonsense, (byte) 'x');
    for (String file : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
      Files.write(relay.data().resolve(file), nonsense, StandardOpenOption.WRITE);
    }
  }

  private static void run(String ledger, String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(ledger + PATIENT);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static long pages(String ledger) throws SQLException {
    try (Connection connection = DriverManager.getConnection(ledger + PATIENT);
        Statement sql = connection.createStatement()) {
      return sql.executeQuery("PRAGMA page_count").getLong(1);
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
