package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which relays serve the pages without being told to, and to whom. */
class FormSwitchTest {

  private static final String KEY = "form-door-key-0123456789";

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;

  @BeforeEach
  void partnersAnswer() {
    PARTNERS.stubFor(Door.success());
  }

  @Test
  void aRelayWithAKeyServesNoPagesUnlessItIsToldTo() throws Exception {
    try (RunningRelay plain =
        RunningRelay.start(
            data.resolve("two"),
            PARTNERS.baseUrl(),
            Map.of("relay.api-keys", "erp:" + KEY, "camel.server.host", "127.0.0.1"))) {
      Door shut = new Door(plain);
      for (String page : List.of("/", "/dealer", "/form/style.css")) {
        assertEquals(401, shut.call("GET", page).statusCode(), page);
        assertEquals(404, shut.call("GET", page, "X-API-Key", KEY).statusCode(), page);
      }
      assertEquals(401, shut.call("POST", "/").statusCode());
    }
  }

  @Test
  void withoutAKeyThePagesAreForTheRelaysOwnMachineByItsOwnNames() throws Exception {
    try (RunningRelay local =
        RunningRelay.start(data.resolve("three"), PARTNERS.baseUrl(), Map.of())) {
      int port = local.uri("/").getPort();
      String body = FormDoorTest.form("Rebound");
      String rest =
          ":%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(port, Door.FORM, body.length(), body);
      for (String host : List.of("evil.example", "127.0.0.1")) {
        String head =
            "POST / HTTP/1.1\r\nHost: %s:%d\r\nOrigin: http://%s".formatted(host, port, host);
        assertEquals(
            host.startsWith("127") ? "HTTP/1.1 303 See Other" : "HTTP/1.1 403 Forbidden",
            new Door(local).raw(head + rest));
      }
    }
  }
}
