package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the dashboard and the alerts of config/ against the metrics that a relay really shows. */
class WatchingFilesTest {

  private static final Path DASHBOARD = Path.of("config/grafana-dashboard.json");
  private static final Path ALERTS = Path.of("config/prometheus-alerts.yaml");
  private static final String KEY = "watch-0123456789abcdef";

  /** What Prometheus 3 says it takes. */
  private static final String PROMETHEUS =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
          + "application/openmetrics-text;version=0.0.1;q=0.5,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
          + "*/*;q=0.2";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private static int port;
  private static Exposed exposed;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    port = ClosedPort.choose();
    relay =
        RunningRelay.start(
            data,
            partners.address(),
            Map.of("camel.management.port", Integer.toString(port), "relay.management-key", KEY));
    partners.when("Ret Kişi", Answers.json(200, Answers.licrus(true, 0, "")));
    partners.when("W-2", Answers.mokaCode("EX"), Answers.SUCCESS);
    relay.deadLetter(relay.accepted(Forms.licrus("Ret Kişi")), "licrus");
    relay.success(relay.accepted(Forms.both("Kabul Kişi", "W-1")), "licrus");
    relay.success(relay.accepted(Forms.moka("W-2")), "moka");
    await().until(() -> metrics("text/plain").contains("formrelay_dead_letters{"));
    exposed = Exposed.in(metrics("text/plain"));
  }

  @AfterAll
  static void end() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void everyPanelAsksForMetricsThatAreThere() throws Exception {
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    int asked = 0;
    for (JsonNode panel : dashboard().path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        asked++;
        String expression = target.path("expr").asText();
        List<String> found = PromQl.wrong(expression, exposed);
        if (!found.isEmpty()) {
          wrong.put(panel.path("title").asText() + ": " + expression, found);
        }
      }
    }
    assertEquals(Map.of(), wrong);
    assertTrue(asked > 20, "panels ask");
  }

  @Test
  void everyVariableOfTheDashboardAsksForLabelsThatAreThere() throws Exception {
    Set<String> names = new TreeSet<>();
    for (JsonNode variable : dashboard().at("/templating/list")) {
      names.add(variable.path("name").asText());
      if (variable.path("type").asText().equals("query")) {
        String query = variable.at("/query/query").asText();
        assertEquals(List.of(), PromQl.wrong(query, exposed), query);
      }
    }
    assertEquals(Set.of("datasource", "instance", "target"), names);
  }

  @Test
  void thePanelsOfTheDashboardAreWholeAndHaveIdsOfTheirOwn() throws Exception {
    JsonNode dashboard = dashboard();
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    assertTrue(dashboard.path("schemaVersion").asInt() >= 39);
    assertTrue(dashboard.path("id").isNull());
    for (JsonNode panel : dashboard.path("panels")) {
      String title = panel.path("title").asText();
      assertFalse(title.isBlank());
      assertTrue(ids.add(panel.path("id").asInt()), title);
      JsonNode place = panel.path("gridPos");
      assertTrue(places.add(place.path("x") + "," + place.path("y")), title);
      assertTrue(place.path("x").asInt() + place.path("w").asInt() <= 24, title);
      if (!panel.path("type").asText().equals("row")) {
        assertFalse(panel.path("description").asText().isBlank(), title);
        assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isBlank(), title);
        assertEquals("${datasource}", panel.at("/datasource/uid").asText(), title);
        Set<String> references = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
          assertTrue(references.add(target.path("refId").asText()), title);
        }
      }
    }
  }

  @Test
  void everyAlertAsksForMetricsThatAreThere() throws Exception {
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    for (JsonNode rule : rules()) {
      List<String> found = PromQl.wrong(rule.path("expr").asText(), exposed);
      if (!found.isEmpty()) {
        wrong.put(rule.path("alert").asText(), found);
      }
    }
    assertEquals(Map.of(), wrong);
  }

  @Test
  void everyAlertSaysHowBadItIsWhatHappenedAndWhatToDo() throws Exception {
    Set<String> names = new HashSet<>();
    for (JsonNode rule : rules()) {
      String name = rule.path("alert").asText();
      assertTrue(names.add(name), name);
      Set<String> keys = new TreeSet<>();
      rule.fieldNames().forEachRemaining(keys::add);
      assertEquals(Set.of("alert", "annotations", "expr", "for", "labels"), keys, name);
      assertTrue(rule.path("for").asText().matches("[0-9]+[smh]"), name);
      String severity = rule.at("/labels/severity").asText();
      assertTrue(Set.of("warning", "critical").contains(severity), name);
      assertFalse(rule.at("/annotations/summary").asText().isBlank(), name);
      String advice = rule.at("/annotations/description").asText();
      assertTrue(advice.matches("(?s).*(curl |java -jar |df -h ).*"), name);
    }
    assertTrue(names.size() >= 8, names::toString);
  }

  @Test
  void whatIsMisspeltIsFound() {
    assertEquals(List.of(), PromQl.wrong("formrelay_paused{target=\"moka\"} == 1", exposed));
    Map<String, String> mistakes =
        Map.of(
            "formrelay_pausd == 1", "no metric: formrelay_pausd",
            "rate(formrelay_delivered_total[5m])", "no metric: formrelay_delivered_total",
            "rat(formrelay_accepted_total[5m])", "no function: rat",
            "formrelay_paused{partner=\"moka\"}", "no label of formrelay_paused: partner",
            "formrelay_paused{target=\"mokka\"}", "no target of formrelay_paused: mokka",
            "sum by (tarket) (formrelay_paused)", "no label of [formrelay_paused]: tarket",
            "label_values(formrelay_ready, target)", "no label of [formrelay_ready]: target",
            "sum(formrelay_paused", "unbalanced: (",
            "formrelay_paused @@ 1", "unreadable: @@",
            "1 > 0", "no metric");
    mistakes.forEach(
        (expression, found) ->
            assertEquals(List.of(found), PromQl.wrong(expression, exposed), expression));
  }

  @Test
  void prometheusIsAnsweredInOpenMetricsWithHelpForEveryMetricOfTheRelay() throws Exception {
    HttpResponse<String> answer = scrape(PROMETHEUS, "Bearer " + KEY);
    assertEquals(200, answer.statusCode());
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    assertTrue(type.startsWith("application/openmetrics-text"), type);
    assertTrue(answer.body().endsWith("# EOF\n"));
    List<String> undocumented = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      String name = line.startsWith("# TYPE formrelay_") ? line.split(" ")[2] : null;
      if (name != null && !answer.body().contains("# HELP " + name + " ")) {
        undocumented.add(name);
      }
    }
    assertEquals(List.of(), undocumented);
    for (String unit :
        List.of("formrelay_disk_free_bytes bytes", "formrelay_oldest_pending_seconds seconds")) {
      assertTrue(answer.body().contains("# UNIT " + unit), unit);
    }
    assertEquals(401, scrape(PROMETHEUS, "Bearer wrong").statusCode());
  }

  @Test
  void theMetricsTellThatAPartnerIsPausedAndTheRelayNotReady() throws Exception {
    assertTrue(metrics("text/plain").contains("formrelay_ready 1.0"));
    Jmx jmx = new Jmx();
    jmx.call("moka", "pause");
    String paused = metrics("text/plain");
    jmx.call("moka", "resume");
    assertTrue(paused.contains("formrelay_ready 0.0"), paused);
    assertTrue(paused.contains("formrelay_check_up{check=\"target-moka\"} 0.0"), paused);
    assertTrue(paused.contains("formrelay_check_up{check=\"target-licrus\"} 1.0"), paused);
    assertTrue(paused.contains("formrelay_paused{target=\"moka\"} 1.0"), paused);
  }

  private static JsonNode dashboard() throws Exception {
    return new ObjectMapper().readTree(Files.readString(DASHBOARD));
  }

  private static List<JsonNode> rules() throws Exception {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(Files.readString(ALERTS)).path("groups")) {
      assertFalse(group.path("name").asText().isBlank());
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  private static String metrics(String accepting) throws Exception {
    return scrape(accepting, "Bearer " + KEY).body();
  }

  private static HttpResponse<String> scrape(String accepting, String authorization)
      throws Exception {
    return relay.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics"))
            .header("Accept", accepting)
            .header("Authorization", authorization));
  }
}
