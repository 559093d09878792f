package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.operations.SettingException;
import io.formrelay.operations.StartFailure;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port on which the relay is watched. */
class ManagementPortTest {

  private static final String JOLOKIA = "/observe/jolokia";
  private static final String DRY_RUN =
      "{'type':'exec','mbean':'formrelay:type=Relay','operation':'dryRun',"
          + "'arguments':['','','','','']}";
  private static final List<String> PATHS =
      List.of(
          "/observe/health",
          "/observe/health/live",
          "/observe/health/ready",
          "/observe/metrics",
          JOLOKIA,
          JOLOKIA + "/",
          JOLOKIA + "/version",
          JOLOKIA + "/read/formrelay:type=Relay");

  private static final String PAGE = "http://localhost:3000";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    port = freePort();
    relay =
        start(
            data,
            Map.of("camel.management.port", Integer.toString(port), "relay.http.origins", PAGE));
  }

  private static RunningRelay start(Path folder, Map<String, String> more) throws Exception {
    return RunningRelay.start(folder, partners.address(), more);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void theRelayIsLiveAndReadyUntilAPartnerIsPaused() throws Exception {
    assertEquals("UP", health("/ready").path("status").asText());
    assertEquals(200, get("/observe/health/live").statusCode());

    Jmx jmx = new Jmx();
    jmx.call("moka", "pause");

    assertEquals(503, get("/observe/health/ready").statusCode());
    assertEquals(503, get("/observe/health").statusCode());
    assertEquals(200, get("/observe/health/live").statusCode());
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
    String id = relay.accepted(Forms.both("Metrik Kişi", "MM-1"));
    relay.deadLetter(id, "licrus");
    relay.success(id, "moka");

    relay.send(
        HttpRequest.newBuilder(relay.uri("/submissions"))
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

  @Test
  void jolokiaReadsWhatIsDocumentedAndNothingElse() throws Exception {
    assertEquals(200, ask("{'type':'read','mbean':'formrelay:type=Relay'}"));
    assertEquals(200, ask("{'type':'read','mbean':'java.lang:type=Memory'}"));
    assertEquals(200, ask("{'type':'read','mbean':'java.lang:type=Runtime','attribute':'Uptime'}"));
    assertEquals(200, ask("{'type':'search','mbean':'org.apache.camel:type=routes,*'}"));

    String runtime = "'mbean':'java.lang:type=Runtime'";
    for (String refused :
        List.of(
            "{'type':'read'," + runtime + "}",
            "{'type':'read'," + runtime + ",'attribute':'SystemProperties'}",
            "{'type':'read'," + runtime + ",'attribute':'InputArguments'}",
            "{'type':'read'," + runtime + ",'attribute':['Uptime','SystemProperties']}",
            "{'type':'read','mbean':'java.lang:*','attribute':'SystemProperties'}",
            "{'type':'read','mbean':'com.sun.management:type=HotSpotDiagnostic'}",
            "{'type':'write','mbean':'java.lang:type=Memory','attribute':'Verbose','value':true}",
            "{'type':'read','mbean':'formrelay:type=Relay',"
                + "'target':{'url':'service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi'}}",
            "{'type':'notification','command':'register'}",
            "[{'type':'notification','command':'register'}]",
            "{'type':'config'}")) {
      assertEquals(403, ask(refused), refused);
    }
  }

  @Test
  void withoutAKeyNothingIsCarriedOut() throws Exception {
    for (String refused :
        List.of(
            "{'type':'exec','mbean':'formrelay:type=Relay','operation':'pause'}",
            "{'type':'EXEC','mbean':'formrelay:type=Relay','operation':'show','arguments':['x']}",
            "[{'type':'version'}," + DRY_RUN + "]")) {
      HttpResponse<String> answer = post(refused);
      assertEquals(403, answer.statusCode(), refused);
      assertTrue(answer.body().contains("relay.management-key"), answer.body());
    }
    assertEquals(Boolean.FALSE, new Jmx().relay("Paused"));
  }

  @Test
  void withTheKeyIsCarriedOutWhatIsDocumentedAndNothingElse(@TempDir Path other) throws Exception {
    int guarded = freePort();
    URI uri = URI.create("http://127.0.0.1:" + guarded + JOLOKIA);
    Map<String, String> more =
        Map.of(
            "camel.management.port", Integer.toString(guarded), "relay.management-key", "the-key");
    try (RunningRelay keyed = start(other, more)) {
      assertEquals(200, ask(keyed, uri, DRY_RUN));
      for (String refused :
          List.of(
              "{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}",
              "{'type':'exec','mbean':'org.apache.camel:context=FormRelay,type=context,"
                  + "name=\\\"FormRelay\\\"','operation':'stop()'}",
              "{'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand',"
                  + "'operation':'vmSystemProperties'}")) {
        assertEquals(403, ask(keyed, uri, refused), refused);
      }
    }
  }

  private static int ask(RunningRelay keyed, URI uri, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer the-key")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.replace('\'', '"')));
    return RunningRelay.json(keyed.send(request).body()).path("status").asInt();
  }

  @Test
  void whatIsReadFromCamelShowsNoSecret() throws Exception {
    relay.ended(Forms.both("Sır Taşımaz", "SS-1"));
    String all = post("{'type':'read','mbean':'org.apache.camel:*'}").body();
    assertTrue(all.contains("deliver-licrus"));
    for (String secret : List.of("test-ticket-0123456789abcdef", "demoPass1", "demoUser")) {
      assertFalse(all.contains(secret), secret);
    }
  }

  @Test
  void getOnlyLooksAndPostIsJson() throws Exception {
    assertEquals(200, get(JOLOKIA + "/read/formrelay:type=Relay/Accepted").statusCode());
    assertEquals(405, get(JOLOKIA + "/exec/formrelay:type=Relay/pause").statusCode());
    assertEquals(405, get(JOLOKIA + "/./exec/formrelay:type=Relay/pause").statusCode());
    assertEquals(405, get(JOLOKIA + "/write/java.lang:type=Memory/Verbose/true").statusCode());
    assertEquals(405, get(JOLOKIA + "/notification/register").statusCode());
    assertEquals(405, get(JOLOKIA + "/%65xec/formrelay:type=Relay/pause").statusCode());
    assertEquals(405, get(JOLOKIA + "?p=exec/formrelay:type=Relay/pause").statusCode());
    assertEquals(
        415,
        send(request(JOLOKIA).POST(BodyPublishers.ofString("{\"type\":\"version\"}")))
            .statusCode());
    assertEquals(Boolean.FALSE, new Jmx().relay("Paused"));
  }

  @Test
  void aPageOfAnotherSiteIsRefusedAndSoIsANameThatWasMadeToLeadHere() throws Exception {
    for (String path : PATHS) {
      assertEquals(200, get(path).statusCode(), path);
      assertEquals(403, get(path, "Origin", "http://evil.example").statusCode(), path);
      assertEquals(403, get(path, "Origin", "null").statusCode(), path);
      assertEquals(403, get(path, "Referer", "http://evil.example/x").statusCode(), path);
      assertEquals(403, get(path, "Sec-Fetch-Site", "cross-site").statusCode(), path);
      assertEquals(200, get(path, "Origin", "http://127.0.0.1:" + port).statusCode(), path);
      assertTrue(raw("GET", path, "evil.example:" + port).contains(" 403 "), path);
      assertTrue(raw("GET", path, "127.0.0.1.evil.example").contains(" 403 "), path);
      assertTrue(raw("GET", path, "localhost:" + port).contains(" 200 "), path);
      assertTrue(raw("GET", path, "[::1]:" + port).contains(" 200 "), path);
      assertTrue(raw("GET", path, "[::1").contains(" 40"), path);
    }
    HttpResponse<String> preflight =
        send(
            request(JOLOKIA)
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertEquals(403, preflight.statusCode());
    assertTrue(preflight.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void neitherPortServesWhatBelongsToTheOther() throws Exception {
    assertEquals(404, get("/submissions/x").statusCode());
    assertEquals(404, get("/openapi.yaml").statusCode());
    for (String path : PATHS) {
      assertEquals(404, relay.send(HttpRequest.newBuilder(relay.uri(path))).statusCode(), path);
    }
  }

  @Test
  void whereThereIsAKeyEverySubPathAsksForIt(@TempDir Path other) throws Exception {
    int guarded = freePort();
    Map<String, String> more =
        Map.of(
            "camel.management.port",
            Integer.toString(guarded),
            "camel.management.host",
            "0.0.0.0",
            "relay.management-key",
            "management-key-0123456789");
    try (RunningRelay keyed = start(other, more)) {
      for (String path : PATHS) {
        URI uri = URI.create("http://127.0.0.1:" + guarded + path);
        HttpResponse<String> shut = keyed.send(HttpRequest.newBuilder(uri));
        assertEquals(401, shut.statusCode(), path);
        assertEquals("Bearer", shut.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(401, with(keyed, uri, "Bearer wrong").statusCode(), path);
        assertEquals(401, with(keyed, uri, "management-key-0123456789").statusCode(), path);
        assertEquals(200, with(keyed, uri, "Bearer management-key-0123456789").statusCode(), path);
      }
      URI nowhere = URI.create("http://127.0.0.1:" + guarded + "/nowhere");
      assertEquals(401, keyed.send(HttpRequest.newBuilder(nowhere)).statusCode());
    }
  }

  @Test
  void offTheLoopbackItNeedsAKey(@TempDir Path other) {
    SettingException refused =
        assertThrows(
            SettingException.class, () -> start(other, Map.of("camel.management.host", "0.0.0.0")));
    assertTrue(refused.getMessage().startsWith("relay.management-key"), refused::getMessage);
  }

  @Test
  void aPortThatIsNamedAndTakenStopsTheStart(@TempDir Path other) {
    Exception refused =
        assertThrows(
            Exception.class,
            () -> start(other, Map.of("camel.management.port", Integer.toString(port))));
    assertTrue(
        StartFailure.of(refused).line().contains("camel.management.port"), refused::toString);
  }

  @Test
  void twoRelaysOnOneMachineWithoutANamedPortBothStart(@TempDir Path one, @TempDir Path two)
      throws Exception {
    try (RunningRelay first = start(one, Map.of());
        RunningRelay second = start(two, Map.of())) {
      assertEquals("UP", first.health("moka"));
      assertEquals("UP", second.health("moka"));
    }
  }

  @Test
  void switchedOffThereIsNone(@TempDir Path other) throws Exception {
    int none = freePort();
    Map<String, String> more =
        Map.of(
            "camel.management.enabled", "false", "camel.management.port", Integer.toString(none));
    try (RunningRelay silent = start(other, more);
        ServerSocket free = new ServerSocket(none)) {
      assertEquals("UP", silent.health("moka"));
      assertEquals(none, free.getLocalPort());
    }
  }

  private static HttpResponse<String> with(RunningRelay keyed, URI uri, String authorization)
      throws Exception {
    return keyed.send(HttpRequest.newBuilder(uri).header("Authorization", authorization));
  }

  private static JsonNode health(String path) throws Exception {
    return RunningRelay.json(get("/observe/health" + path).body());
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
    return get("/observe/metrics").body();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return relay.send(request);
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return send(
        request(JOLOKIA)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  /** What Jolokia says to a request; of several, to the last. */
  private static int ask(String body) throws Exception {
    return RunningRelay.json(post(body).body()).path("status").asInt();
  }

  private static String raw(String method, String path, String host) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }
}
