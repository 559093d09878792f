package io.formrelay.running;

import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.licrus;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.InflightRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery that makes the relay itself fail is tried three times in all, and harms no other. */
class RelayFailedTest {

  @TempDir static Path folder;
  private static Map<String, String> settings;
  private static PartnerStub partners;
  private static RunningRelay relay;

  @BeforeAll
  static void start() throws Exception {
    settings = new HashMap<>(Poison.routes(Files.createDirectory(folder.resolve("routes"))));
    settings.put("retry.delays", String.join(",", Collections.nCopies(8, "30ms")));
    settings.put("licrus.concurrency", "2");
    partners = new PartnerStub();
    relay = RunningRelay.start(folder.resolve("data"), partners.address(), settings);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  private static List<String> codes(JsonNode receipt) {
    return receipt.path("attempts").findValues("resultCode").stream()
        .map(JsonNode::asText)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stack", "Memory"})
  void whatCannotBeBuiltForAnErrorOfTheRelayIsADeadLetterAfterThreeTries(String how)
      throws Exception {
    String id = relay.accepted(Forms.licrus("Poison " + how));

    JsonNode letter = relay.deadLetter(id, "licrus");
    assertAll(
        () -> assertEquals("RelayFailed", letter.path("resultCode").asText()),
        () -> assertEquals(Collections.nCopies(3, "RelayFailed"), codes(letter)),
        () -> assertTrue(letter.path("message").asText().contains("Error at "), letter::toString),
        () -> assertEquals(List.of(), partners.askedAbout("Poison " + how)),
        () -> assertEquals("UP", relay.health("licrus")));
    assertEquals("succeeded", relay.ended(Forms.licrus("Deneme")).path("status").asText());
    InflightRepository underWay = relay.relay().context().getInflightRepository();
    await().until(() -> underWay.size() == 0);
    for (String route : List.of("deliver-licrus", "licrus-payload")) {
      assertEquals(0, underWay.size(route), route);
    }
  }

  @Test
  void aMomentOfWeaknessCostsNothing() throws Exception {
    String id = relay.accepted(Forms.moka("C-1", "Twice Memory"));

    assertEquals(
        List.of("RelayFailed", "RelayFailed", "Success"), codes(relay.success(id, "moka")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stack", "Memory", "Null", "Quoting"})
  void whatCameBackAndCannotBeReadIsNeverSentTwice(String how) throws Exception {
    String name = "Answered " + how;
    partners.when(name, json(200, licrus(false, 0, "{\"Message\": \"Poison %s\"}".formatted(how))));

    String id = relay.accepted(Forms.licrus(name));

    JsonNode letter = relay.deadLetter(id, "licrus");
    String message = letter.path("message").asText();
    assertAll(
        () -> assertEquals("OutcomeUnknown", letter.path("resultCode").asText()),
        () -> assertEquals(List.of("RelayFailed"), codes(letter)),
        () -> assertTrue(message.contains("ask them whether it was carried out"), message),
        () -> assertFalse(message.contains("Bahçe Sokak"), message),
        () -> assertEquals(1, partners.askedAbout(name).size()));
  }

  @Test
  void anOutcomeThatCannotBeWrittenByItsRouteEndsAllTheSame() throws Exception {
    partners.when("C-503", status(503));
    partners.when("Licrus 503", status(503));

    String moka = relay.accepted(Forms.moka("C-503"));
    String licrus = relay.accepted(Forms.licrus("Licrus 503"));

    assertEquals("RelayFailed", relay.deadLetter(moka, "moka").path("resultCode").asText());
    assertEquals(3, partners.askedAbout("C-503").size());
    assertEquals("OutcomeUnknown", relay.deadLetter(licrus, "licrus").path("resultCode").asText());
    assertEquals(1, partners.askedAbout("Licrus 503").size());
  }

  @Test
  void theTriesAreCountedOverEndsAndStarts(@TempDir Path data) throws Exception {
    Map<String, String> slow = new HashMap<>(settings);
    slow.put("retry.delays", "1h,1h,1h,1h,1h");
    SettableClock clock = new SettableClock();
    String id = null;
    for (int day = 0; day < 2; day++) {
      clock.ahead(Duration.ofDays(day));
      try (RunningRelay one = RunningRelay.start(data, partners.address(), slow, clock)) {
        String form = id == null ? one.accepted(Forms.licrus("Poison Memory")) : id;
        int tries = day + 1;
        await()
            .until(
                () ->
                    one.status(form).at("/deliveries/licrus/attempts").asInt() == tries
                        && one.state(form, "licrus").equals("retrying"));
        id = form;
      }
    }
    clock.ahead(Duration.ofDays(2));
    try (RunningRelay last = RunningRelay.start(data, partners.address(), slow, clock)) {
      JsonNode letter = last.deadLetter(id, "licrus");
      assertEquals("RelayFailed", letter.path("resultCode").asText());
      assertEquals(3, letter.path("attempts").size());
      last.replay(id, "licrus");
      String again = id;
      await().until(() -> last.status(again).at("/deliveries/licrus/attempts").asInt() == 4);
      await().until(() -> last.state(again, "licrus").equals("retrying"));
    }
  }
}
