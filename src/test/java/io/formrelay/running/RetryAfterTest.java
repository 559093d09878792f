package io.formrelay.running;

import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner that says when it wants to be asked again is asked then, whatever the schedule. */
class RetryAfterTest {

  private static final List<Integer> STATUSES = List.of(408, 425, 429, 503);

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("retry.delays", "10ms,10ms"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void theSecondsItAsksForAreWaited() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int status : STATUSES) {
      partners.when("Seconds " + status, status(status, "Retry-After", "2"), Answers.SUCCESS);
      ids.add(relay.accepted(Forms.both("Seconds " + status, "C-" + status)));
    }
    for (String id : ids) {
      relay.success(id, "licrus");
    }
    for (int status : STATUSES) {
      List<Request> asked = partners.askedAbout("Seconds " + status);
      assertEquals(2, asked.size());
      Duration gap = Duration.between(asked.get(0).at(), asked.get(1).at());
      assertTrue(gap.toMillis() >= 2_000, gap::toString);
    }
  }

  @Test
  void theDateItAsksForIsWaited() throws Exception {
    Instant date = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    String text =
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .format(date.atOffset(ZoneOffset.UTC));
    partners.when("D-1", status(503, "Retry-After", text), Answers.SUCCESS);

    String id = relay.accepted(Forms.moka("D-1"));

    relay.success(id, "moka");
    List<Request> asked = partners.askedAbout("D-1");
    assertEquals(2, asked.size());
    assertTrue(!asked.get(1).at().isBefore(date), () -> asked + " for " + text);
  }

  @Test
  void aLongWaitIsToldAsTheNextAttempt() throws Exception {
    partners.when("L-1", status(429, "Retry-After", "7200"));
    Instant before = Instant.now();

    String id = relay.accepted(Forms.moka("L-1"));

    await().until(() -> relay.state(id, "moka").equals("retrying"));
    JsonNode next = relay.status(id).at("/deliveries/moka/nextAttemptAt");
    assertTrue(
        Instant.parse(next.asText()).isAfter(before.plus(Duration.ofHours(2))), next::asText);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "-5", "0", "", "1.5", "99999999999999", "Mon, 01 Jan 2001 00:00:00 GMT"})
  void whereItMakesNoSenseTheScheduleIsFollowed(String value) throws Exception {
    String customer = "Senseless " + value + "!";
    partners.when(customer, status(503, "Retry-After", value), Answers.SUCCESS);

    JsonNode licrus = relay.ended(Forms.licrus(customer)).path("deliveries").path("licrus");

    assertEquals("succeeded", licrus.path("status").asText());
    assertEquals(2, licrus.path("attempts").asInt());
  }
}
