package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the management port tells of the state of the relay. */
class HealthAndMetricsTest {

  private static final String PAGE = "http://localhost:3000";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static ManagementPort management;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    management = ManagementPort.start(data, partners.address(), Map.of("relay.http.origins", PAGE));
  }

  @AfterAll
  static void stop() throws Exception {
    management.close();
    partners.close();
  }

  @Test
  void theRelayIsLiveAndReadyUntilAPartnerIsPaused() throws Exception {
    assertEquals("UP", health("/ready").path("status").asText());
    assertEquals(200, management.get("/observe/health/live").statusCode());

    Jmx jmx = new Jmx();
    jmx.call("moka", "pause");

    assertEquals(503, management.get("/observe/health/ready").statusCode());
    assertEquals(503, management.get("/observe/health").statusCode());
    assertEquals(200, management.get("/observe/health/live").statusCode());
    JsonNode down = check(health("/ready"), "target-moka");
    assertEquals("paused: OPERATOR", down.path("message").asText());
    jmx.call("moka", "resume");
    assertEquals("UP", health("/ready").path("status").asText());
    for (String name : List.of("disk", "inbox-age", "target-licrus", "overdue-licrus")) {
      assertEquals("UP", check(health(""), name).path("status").asText());
    }
  }

  @Test
  void metricsHaveTheirDocumentedNamesAndNothingPersonal() throws Exception {
    partners.when("Metrik Kişi", Answers.json(200, Answers.licrus(true, 0, "")));
    String id = management.relay().accepted(Forms.both("Metrik Kişi", "MM-1"));
    management.relay().deadLetter(id, "licrus");
    management.relay().success(id, "moka");

    management.send(
        HttpRequest.newBuilder(management.relay().uri("/submissions"))
            .headers("Content-Type", "application/json", "Origin", PAGE)
            .POST(BodyPublishers.ofString("{\"DeviceCount\": 1, \"_website\": \"x\"}")));

    await().until(() -> metrics().contains("formrelay_dead_letters{target=\"licrus\"} 1.0"));

    String metrics = metrics();
    for (String line :
        List.of(
            "formrelay_accepted_total{door=\"http\"}",
            "formrelay_accepted_total{door=\"inbox\"}",
            "formrelay_quarantined_total{reason=\"honeypot\"}",
            "formrelay_deliveries_total{code=\"HasError\",outcome=\"dead-letter\","
                + "target=\"licrus\"}",
            "formrelay_deliveries_total{code=\"Success\",outcome=\"success\",target=\"moka\"}",
            "formrelay_attempt_seconds_count{target=\"moka\"}",
            "formrelay_attempt_seconds_bucket{target=\"moka\",le=\"+Inf\"}",
            "formrelay_pending{target=\"moka\"}",
            "formrelay_sending{target=\"moka\"}",
            "formrelay_retrying{target=\"moka\"}",
            "formrelay_oldest_pending_seconds{target=\"moka\"}",
            "formrelay_paused{target=\"moka\"}",
            "formrelay_replayed_total{target=\"moka\"}")) {
      assertTrue(
          metrics.lines().anyMatch(each -> each.startsWith(line + " ")),
          () -> line + " in " + metrics);
    }
    assertTrue(metrics.contains("jvm_memory_used_bytes"));
    for (String personal : List.of("Metrik", "MM-1", id, "test-ticket", "demoPass1")) {
      assertFalse(metrics.contains(personal), personal);
    }
  }

  private static JsonNode health(String path) throws Exception {
    return RunningRelay.json(management.get("/observe/health" + path).body());
  }

  private static JsonNode check(JsonNode health, String name) {
    for (JsonNode check : health.path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError(name + " in " + health);
  }

  private static String metrics() throws Exception {
    return management.get("/observe/metrics").body();
  }
}
