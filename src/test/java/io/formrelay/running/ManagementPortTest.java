package io.formrelay.running;

import static io.formrelay.running.ManagementPort.JOLOKIA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.operations.Relay;
import io.formrelay.operations.SettingException;
import io.formrelay.operations.StartFailure;
import io.formrelay.ops.ManagementFile;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call the port on which the relay is watched, and where it listens. */
class ManagementPortTest {

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

  @TempDir static Path data;
  private static PartnerStub partners;
  private static ManagementPort management;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    management = ManagementPort.start(data, partners.address(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    management.close();
    partners.close();
  }

  @Test
  void aPageOfAnotherSiteIsRefusedAndSoIsANameThatWasMadeToLeadHere() throws Exception {
    for (String path : PATHS) {
      assertEquals(200, management.get(path).statusCode(), path);
      assertEquals(403, management.get(path, "Origin", "http://evil.example").statusCode(), path);
      assertEquals(403, management.get(path, "Origin", "null").statusCode(), path);
      assertEquals(
          403, management.get(path, "Referer", "http://evil.example/x").statusCode(), path);
      assertEquals(403, management.get(path, "Sec-Fetch-Site", "cross-site").statusCode(), path);
      assertEquals(
          200,
          management.get(path, "Origin", "http://127.0.0.1:" + management.port()).statusCode(),
          path);
      assertTrue(
          management.raw("GET", path, "evil.example:" + management.port()).contains(" 403 "), path);
      assertTrue(management.raw("GET", path, "127.0.0.1.evil.example").contains(" 403 "), path);
      assertTrue(
          management.raw("GET", path, "localhost:" + management.port()).contains(" 200 "), path);
      assertTrue(management.raw("GET", path, "[::1]:" + management.port()).contains(" 200 "), path);
      assertTrue(management.raw("GET", path, "[::1").contains(" 40"), path);
    }
    HttpResponse<String> preflight =
        management.send(
            management
                .request(JOLOKIA)
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertEquals(403, preflight.statusCode());
    assertTrue(preflight.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void neitherPortServesWhatBelongsToTheOther() throws Exception {
    assertEquals(404, management.get("/submissions/x").statusCode());
    assertEquals(404, management.get("/openapi.yaml").statusCode());
    for (String path : PATHS) {
      assertEquals(
          404,
          management
              .relay()
              .send(HttpRequest.newBuilder(management.relay().uri(path)))
              .statusCode(),
          path);
    }
  }

  @Test
  void whereThereIsAKeyEverySubPathAsksForIt(@TempDir Path other) throws Exception {
    Map<String, String> more =
        Map.of(
            "camel.management.host",
            "0.0.0.0",
            "relay.management-key",
            "management-key-0123456789");
    try (ManagementPort keyed = ManagementPort.start(other, partners.address(), more)) {
      for (String path : PATHS) {
        HttpResponse<String> shut = keyed.get(path);
        assertEquals(401, shut.statusCode(), path);
        assertEquals("Bearer", shut.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(401, with(keyed, path, "Bearer wrong").statusCode(), path);
        assertEquals(401, with(keyed, path, "management-key-0123456789").statusCode(), path);
        assertEquals(200, with(keyed, path, "Bearer management-key-0123456789").statusCode(), path);
      }
      assertEquals(401, keyed.get("/nowhere").statusCode());
    }
  }

  private static HttpResponse<String> with(ManagementPort keyed, String path, String authorization)
      throws Exception {
    return keyed.get(path, "Authorization", authorization);
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
            () ->
                start(other, Map.of("camel.management.port", Integer.toString(management.port()))));
    assertTrue(
        StartFailure.of(refused).line().contains("camel.management.port"), refused::toString);
  }

  @Test
  void twoRelaysOnOneMachineWithoutANamedPortBothStart(@TempDir Path one, @TempDir Path two)
      throws Exception {
    try (Relay first = withoutANamedPort(one);
        Relay second = withoutANamedPort(two)) {
      first.start();
      second.start();
      assertNotEquals(
          ManagementFile.read(one).orElseThrow().url(),
          ManagementFile.read(two).orElseThrow().url());
    }
  }

  private static Relay withoutANamedPort(Path folder) {
    Map<String, String> settings =
        SharedSettings.with(Map.of(), folder, ClosedPort.choose(), partners.address());
    settings.remove("camel.management.port");
    return new Relay(settings);
  }

  @Test
  void switchedOffThereIsNone(@TempDir Path other) throws Exception {
    int none = ClosedPort.choose();
    Map<String, String> more =
        Map.of(
            "camel.management.enabled", "false", "camel.management.port", Integer.toString(none));
    try (RunningRelay silent = start(other, more);
        ServerSocket free = new ServerSocket(none)) {
      assertEquals("UP", silent.health("moka"));
      assertEquals(none, free.getLocalPort());
    }
  }

  private static RunningRelay start(Path folder, Map<String, String> more) throws Exception {
    return RunningRelay.start(folder, partners.address(), more);
  }
}
