package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay that is killed again and again while submissions come in at both doors. */
class CrashIT {

  private static final int KILLS = 6;
  private static final int LINES = 120;
  private static final int POSTS = 60;

  private final long seed = Long.getLong("crash.seed", System.nanoTime());
  private final Random moments = new Random(seed);
  private final Random latencies = new Random(seed);
  private final CountDownLatch over = new CountDownLatch(1);

  @TempDir Path scratch;

  @Test
  void nothingAcknowledgedIsLostAndNoTicketIsOpenedTwice() throws Exception {
    try (PartnerStub partners = new PartnerStub()) {
      partners.answerBy(this::slowly);
      RelayCommand command =
          RelayCommand.complete(scratch.resolve("data"), partners.url())
              .with("licrus.concurrency", "4")
              .with("moka.concurrency", "4")
              .with("retry.delays", "20ms,".repeat(19) + "20ms");
      DataFolder data = command.data();
      data.drop("batch.jsonl", lines("Line", 0, LINES, "\n"));
      PostingClient client = new PostingClient(command.port(), POSTS);
      client.start();
      for (int kill = 0; kill < KILLS; kill++) {
        if (kill == KILLS / 2) {
          data.drop("array.json", "[" + lines("Element", 0, LINES / 4, ",") + "]");
        }
        killSomewhere(command);
      }
      try (PackagedRelay relay = command.open()) {
        client.awaitEnd();
        await("seed " + seed)
            .atMost(Duration.ofSeconds(60))
            .until(() -> data.files("inbox").isEmpty() && unfinished(data) == 0);
        assertKept(relay, client);
        assertBatchesKnownOnce(data);
        assertMirrored(relay, data);
        assertSentAsPromised(partners, data);
      } finally {
        over.countDown();
        client.stop();
      }
    }
  }

  private String slowly(String target, String about, int nth) throws InterruptedException {
    over.await(20 + latencies.nextInt(200), TimeUnit.MILLISECONDS);
    return PartnerStub.did(target, about, nth);
  }

  /** Some moments are counted from the start of the process: it dies while it starts, too. */
  private void killSomewhere(RelayCommand command) throws Exception {
    boolean early = moments.nextInt(3) == 0;
    try (PackagedRelay relay = early ? command.start() : command.open()) {
      boolean ended =
          relay.endsWithin(Duration.ofMillis(early ? moments.nextInt(2500) : lifetime()));
      assertTrue(!ended, () -> "seed " + seed + ": ended by itself: " + relay.output());
      relay.kill();
    }
  }

  private int lifetime() {
    return 50 + moments.nextInt(850);
  }

  private static String lines(String name, int from, int to, String between) {
    return IntStream.range(from, to)
        .mapToObj(n -> PostingClient.form("", name + " " + n, n))
        .collect(Collectors.joining(between));
  }

  private void assertKept(PackagedRelay relay, PostingClient client) {
    assertEquals(POSTS, client.acknowledged().size(), "seed " + seed);
    for (Map.Entry<String, Set<String>> each : client.acknowledged().entrySet()) {
      JsonNode status = relay.status(each.getKey());
      Set<String> targets = new TreeSet<>();
      status.path("deliveries").fieldNames().forEachRemaining(targets::add);
      assertEquals(each.getValue(), targets, "seed " + seed + ": " + each.getKey());
      String overall = status.path("status").asText();
      assertTrue(
          overall.equals("succeeded") || overall.equals("dead-lettered"),
          () -> "seed " + seed + ": " + status);
    }
  }

  private void assertBatchesKnownOnce(DataFolder data) {
    Map<String, Set<String>> idsByName = new TreeMap<>();
    for (JsonNode receipt : receipts(data)) {
      if (receipt.path("source").asText().startsWith("inbox/")) {
        idsByName
            .computeIfAbsent(receipt.at("/submission/Address").asText(), name -> new TreeSet<>())
            .add(receipt.path("id").asText());
      }
    }
    Set<String> expected = new TreeSet<>();
    IntStream.range(0, LINES).forEach(n -> expected.add("Line " + n));
    IntStream.range(0, LINES / 4).forEach(n -> expected.add("Element " + n));
    assertEquals(expected, idsByName.keySet(), "seed " + seed);
    idsByName.forEach((name, ids) -> assertEquals(1, ids.size(), "seed " + seed + ": " + name));
    assertEquals(List.of(), data.files("dead-letter/intake"), "seed " + seed);
  }

  /** Each ended delivery has one receipt that says what the relay says; nothing else is filed. */
  private void assertMirrored(PackagedRelay relay, DataFolder data) throws SQLException {
    List<String> filed = new ArrayList<>();
    for (JsonNode receipt : receipts(data)) {
      String id = receipt.path("id").asText();
      JsonNode told = relay.delivery(id, receipt.path("target").asText());
      boolean success = receipt.path("route").asText().equals("success");
      filed.add(id + " " + receipt.path("target").asText());
      assertEquals(success ? "succeeded" : "dead-lettered", told.path("status").asText(), id);
      assertEquals(receipt.path("resultCode"), told.path("resultCode"), "seed " + seed);
      assertEquals(receipt.path("reference"), told.path("reference"), "seed " + seed);
    }
    filed.sort(null);
    assertEquals(ledger(data), filed, "seed " + seed);
  }

  private void assertSentAsPromised(PartnerStub partners, DataFolder data) {
    Set<String> known = new TreeSet<>();
    for (JsonNode receipt : receipts(data)) {
      String target = receipt.path("target").asText();
      boolean licrus = target.equals("licrus");
      String about =
          receipt.at(licrus ? "/submission/CustomerFullName" : "/submission/CustomerCode").asText();
      int sent = partners.count(target, about);
      String said = "seed " + seed + ": sent " + sent + " times: " + receipt;
      known.add(target + " " + about);
      if (receipt.path("route").asText().equals("success")) {
        assertTrue(licrus ? sent == 1 : sent >= 1, said);
      } else {
        assertTrue(licrus && sent <= 1, said);
        assertEquals("OutcomeUnknown", receipt.path("resultCode").asText(), said);
        assertEquals("RelayStopped", receipt.at("/attempts/0/resultCode").asText(), said);
      }
    }
    partners.asked("licrus").forEach(name -> assertTrue(known.contains("licrus " + name), name));
    partners.asked("moka").forEach(code -> assertTrue(known.contains("moka " + code), code));
  }

  private List<JsonNode> receipts(DataFolder data) {
    List<JsonNode> receipts = new ArrayList<>(data.receipts("success"));
    receipts.addAll(data.receipts("dead-letter"));
    assertEquals(
        data.files("success").size() + data.files("dead-letter").size(),
        receipts.size(),
        "seed " + seed + ": something unfinished lies beside the receipts");
    return receipts;
  }

  private static int unfinished(DataFolder data) throws SQLException {
    return query(
            data, "SELECT submission_id FROM deliveries WHERE completed_at IS NULL OR filed = 0")
        .size();
  }

  private static List<String> ledger(DataFolder data) throws SQLException {
    return query(data, "SELECT submission_id || ' ' || target FROM deliveries ORDER BY 1");
  }

  /** What only the ledger itself can list: the submissions that nobody was told of, too. */
  private static List<String> query(DataFolder data, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    String url = "jdbc:sqlite:" + data.path().resolve("ledger.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
