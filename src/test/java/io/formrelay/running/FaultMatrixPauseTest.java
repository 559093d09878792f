package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.FaultMatrix.Cell;
import io.formrelay.running.PartnerStub.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault that pauses a partner, at the first try and at a retry, one after the other. A retry
 * is the attempt after one that found nobody listening.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixPauseTest {

  private static final List<String> NONE = List.of();
  private static final Duration PAST_A_DELAY = Duration.ofHours(2);

  private final SettableClock clock = new SettableClock();
  private Duration ahead = Duration.ZERO;
  private PartnerStub partners = new PartnerStub(ClosedPort.choose());
  private RunningRelay relay;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    Map<String, String> settings = Map.of("retry.delays", "1h,10h", "pause.probe", "1h");
    relay = RunningRelay.start(data, partners.address(), settings, clock);
  }

  @AfterAll
  void stop() throws Exception {
    relay.close();
    partners.close();
  }

  static List<Cell> cells() {
    return FaultMatrix.cells(FaultMatrixPauseTest.class);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void thePartnerIsPausedAndTheDeliveryWaitsOrEndsAsTheTableSays(Cell cell) throws Exception {
    String form = cell.toString();
    Answer fault = Faults.thatPause().get(cell.fault()).answer();
    String id = cell.retry() ? refused(cell.target(), form) : null;
    for (String before : cell.outcome().equals("dead letter, paused") ? List.of("1", "2") : NONE) {
      partners.when(form + before, fault);
      relay.ended(form(cell.target(), form + before));
    }
    partners.when(form, fault, Answers.SUCCESS);
    if (cell.retry()) {
      goAhead();
    } else {
      id = relay.accepted(form(cell.target(), form));
    }
    await().until(() -> relay.health(cell.target()).equals("DOWN"));
    JsonNode then = tried(id, cell);
    String waiting = relay.accepted(form(cell.target(), "Behind " + form));
    String other = cell.target().equals("licrus") ? "moka" : "licrus";
    relay.ended(form(other, "Beside " + form));

    assertEquals(then, delivery(id, cell));
    assertAll(
        () -> assertEquals(cell.code(), then.path("resultCode").asText()),
        () -> assertEquals(1, partners.askedAbout(form).size()),
        () -> assertEquals("pending", relay.state(waiting, cell.target())),
        () -> assertEquals("UP", relay.health(other)));
    assertOutcome(cell, then);

    goAhead();
    relay.success(waiting, cell.target());
    if (cell.outcome().equals("held, paused")) {
      relay.success(id, cell.target());
      assertEquals(2, partners.askedAbout(form).size());
    } else {
      assertEquals("dead-lettered", relay.state(id, cell.target()));
      assertEquals(1, partners.askedAbout(form).size());
    }
    assertEquals("UP", relay.health(cell.target()));
  }

  private JsonNode delivery(String id, Cell cell) {
    return relay.status(id).path("deliveries").path(cell.target());
  }

  private JsonNode tried(String id, Cell cell) {
    return await()
        .until(
            () -> delivery(id, cell),
            now ->
                now.path("attempts").asInt() == (cell.retry() ? 2 : 1)
                    && !now.path("status").asText().equals("sending"));
  }

  /** What is held spends no retry: it waits for nothing but the partner. */
  private void assertOutcome(Cell cell, JsonNode then) {
    String state = then.path("status").asText();
    switch (cell.outcome()) {
      case "held, paused" -> {
        assertEquals("retrying", state);
        Instant next = Instant.parse(then.path("nextAttemptAt").asText());
        assertFalse(next.isAfter(clock.instant()), next::toString);
      }
      case "dead letter, paused" -> assertEquals("dead-lettered", state);
      default -> throw new AssertionError("no outcome: " + cell.outcome());
    }
  }

  /** A delivery whose first attempt found nobody; now there is somebody. */
  private String refused(String target, String form) throws Exception {
    int port = URI.create(partners.address()).getPort();
    partners.close();
    String id = relay.accepted(form(target, form));
    await().until(() -> relay.state(id, target).equals("retrying"));
    partners = new PartnerStub(port);
    return id;
  }

  private void goAhead() {
    ahead = ahead.plus(PAST_A_DELAY);
    clock.ahead(ahead);
  }

  private static String form(String target, String name) {
    return target.equals("licrus") ? Forms.licrus(name) : Forms.moka(name);
  }
}
