package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.FaultMatrix.Cell;
import io.formrelay.running.Faults.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault at each partner, at the first try and at a retry: all at one relay and at once, before
 * the tests look at what became of them.
 *
 * <p>A retry is the attempt after one that found nobody listening. The clock stands between two
 * attempts until the test puts it forward.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {

  private static final List<Duration> DELAYS =
      List.of(Duration.ofHours(1), Duration.ofHours(10), Duration.ofHours(10));
  private static final Set<String> BETWEEN_OR_OVER =
      Set.of("retrying", "succeeded", "dead-lettered");

  private final Map<String, Fault> faults = Faults.ofAnAttempt();
  private final List<Cell> cells = FaultMatrix.cells(FaultMatrixTest.class);
  private final Map<Cell, String> ids = new HashMap<>();
  private final Map<Cell, Seen> afterTheFault = new HashMap<>();
  private final Map<String, JsonNode> receipts = new HashMap<>();
  private final SettableClock clock = new SettableClock();
  private PartnerStub partners;
  private RunningRelay relay;

  /** What is to be seen of a delivery, and how long it waits for its next attempt. */
  private record Seen(JsonNode delivery, int asked, Duration pause) {
    String state() {
      return delivery.path("status").asText();
    }
  }

  @BeforeAll
  void meetAllFaults(@TempDir Path folder) throws Exception {
    int port = ClosedPort.choose();
    String address = "http://127.0.0.1:" + port;
    relay = RunningRelay.start(folder.resolve("data"), address, settings(folder), clock);

    Predicate<Cell> nobody = cell -> !faults.get(cell.fault()).listening();
    List<Cell> refusedTwice = some(nobody.and(Cell::retry));
    acceptAndAwait(refusedTwice, 1);
    clock.ahead(Duration.ofHours(2));
    await().until(() -> refusedTwice.stream().allMatch(cell -> hasTried(cell, 2)));

    acceptAndAwait(some(nobody.and(cell -> !cell.retry())), 1);
    acceptAndAwait(some(nobody.negate().and(Cell::retry)), 1);
    some(nobody).forEach(this::look);

    partners = new PartnerStub(port);
    some(nobody.negate())
        .forEach(
            cell -> partners.when(label(cell), faults.get(cell.fault()).answer(), Answers.SUCCESS));
    clock.ahead(Duration.ofHours(4));
    acceptAndAwait(some(nobody.negate().and(cell -> !cell.retry())), 1);
    List<Cell> retries = some(nobody.negate().and(Cell::retry));
    await().until(() -> retries.stream().allMatch(cell -> hasTried(cell, 2)));
    some(nobody.negate()).forEach(this::look);

    clock.ahead(Duration.ofHours(40));
    await()
        .until(
            () ->
                relay.files("success").size() + relay.files("dead-letter").size() == cells.size());
    for (String end : List.of("success", "dead-letter")) {
      relay.receipts(end).forEach(each -> receipts.put(each.path("id").asText(), each));
    }
  }

  private static Map<String, String> settings(Path folder) throws Exception {
    Map<String, String> settings =
        new HashMap<>(Poison.routes(Files.createDirectory(folder.resolve("routes"))));
    settings.put("retry.delays", "1h,10h,10h");
    settings.put("pause.after", "1000");
    for (String target : List.of("licrus", "moka")) {
      settings.put(target + ".timeout", "12s");
      settings.put(target + ".concurrency", "16");
    }
    settings.remove("outcome.retry");
    return settings;
  }

  @AfterAll
  void stop() throws Exception {
    relay.close();
    partners.close();
  }

  private List<Cell> some(Predicate<Cell> which) {
    return cells.stream().filter(which).toList();
  }

  private void acceptAndAwait(List<Cell> some, int attempts) throws Exception {
    for (Cell cell : some) {
      String label = label(cell);
      boolean licrus = cell.target().equals("licrus");
      ids.put(cell, relay.accepted(licrus ? Forms.licrus(label) : Forms.moka(label, label)));
    }
    await().until(() -> some.stream().allMatch(cell -> hasTried(cell, attempts)));
  }

  /** What the form says, by which the stub and the poison know it. */
  private String label(Cell cell) {
    String poison = faults.get(cell.fault()).poison();
    String name = "Cell " + cells.indexOf(cell);
    if (poison == null) {
      return name;
    }
    return (cell.retry() ? "Second " : "First ") + poison + " " + name;
  }

  private boolean hasTried(Cell cell, int attempts) {
    JsonNode delivery = relay.status(ids.get(cell)).path("deliveries").path(cell.target());
    return delivery.path("attempts").asInt() == attempts
        && BETWEEN_OR_OVER.contains(delivery.path("status").asText());
  }

  private void look(Cell cell) {
    afterTheFault.put(cell, seen(cell));
  }

  private Seen seen(Cell cell) {
    JsonNode delivery = relay.status(ids.get(cell)).path("deliveries").path(cell.target());
    String next = delivery.path("nextAttemptAt").textValue();
    return new Seen(
        delivery,
        partners == null ? 0 : partners.askedAbout(label(cell)).size(),
        next == null ? null : Duration.between(clock.instant(), Instant.parse(next)));
  }

  List<Cell> cells() {
    return cells;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void theDeliveryGoesOnOrEndsAsTheTableSays(Cell cell) {
    int sent = faults.get(cell.fault()).leaves() ? 1 : 0;
    Seen then = afterTheFault.get(cell);
    assertEquals(sent, then.asked());
    switch (cell.outcome()) {
      case "retried" -> assertRetried(cell, then, DELAYS.get(cell.retry() ? 1 : 0), 0.2, 0.2);
      case "retried when asked" ->
          assertRetried(cell, then, Duration.ofSeconds(Faults.ASKED_FOR), 0, 0.2);
      case "dead letter" -> assertEnded(cell, then, "dead-lettered", cell.code());
      case "**dead letter `OutcomeUnknown`**" ->
          assertEnded(cell, then, "dead-lettered", "OutcomeUnknown");
      case "success" -> assertEnded(cell, then, "succeeded", cell.code());
      default -> throw new AssertionError("no outcome: " + cell.outcome());
    }
  }

  private void assertRetried(Cell cell, Seen then, Duration delay, double less, double more) {
    Duration least = Duration.ofSeconds((long) (delay.toSeconds() * (1 - less))).minusMinutes(5);
    Duration most = Duration.ofSeconds((long) (delay.toSeconds() * (1 + more)));
    assertAll(
        () -> assertEquals("retrying", then.state()),
        () -> assertEquals(cell.code(), then.delivery().path("resultCode").asText()),
        () -> assertTrue(then.pause().compareTo(least) > 0, then::toString),
        () -> assertTrue(then.pause().compareTo(most) <= 0, then::toString),
        () -> assertEquals("succeeded", seen(cell).state()),
        () -> assertEquals(then.asked() + 1, seen(cell).asked()),
        () -> assertEquals(history(cell, "Success"), codes(cell)));
  }

  private void assertEnded(Cell cell, Seen then, String state, String code) {
    assertAll(
        () -> assertEquals(state, then.state()),
        () -> assertEquals(code, then.delivery().path("resultCode").asText()),
        () -> assertEquals(then.asked(), seen(cell).asked()),
        () -> assertEquals(then.delivery(), seen(cell).delivery()),
        () -> assertEquals(history(cell), codes(cell)));
  }

  private static List<String> history(Cell cell, String... then) {
    List<String> codes = new ArrayList<>();
    if (cell.retry()) {
      codes.add("ConnectionRefused");
    }
    codes.add(cell.code());
    codes.addAll(List.of(then));
    return codes;
  }

  private List<String> codes(Cell cell) {
    return receipts.get(ids.get(cell)).path("attempts").findValues("resultCode").stream()
        .map(JsonNode::asText)
        .toList();
  }
}
