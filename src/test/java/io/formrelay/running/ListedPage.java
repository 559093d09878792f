package io.formrelay.running;

import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** A door to which pages of one listed origin, and the relay's own, post without a key. */
final class ListedPage extends OpenDoor {

  static final String PAGE = "https://www.example.com";
  static final String KEY = "browser-test-key-1";

  ListedPage(Supplier<Path> data) {
    super(
        data,
        Map.of(
            "relay.api-keys", "erp:" + KEY,
            "camel.server.host", "127.0.0.1",
            "relay.http.origins", PAGE + ",self",
            "relay.http.client-rate", "0",
            "relay.http.min-fill", "1m"));
  }

  /** A form for Licrus. */
  static String form(String name) {
    return "{\"CustomerFullName\": \"%s\", \"DeviceCount\": 1}".formatted(name);
  }

  /** Posts JSON from an origin, with more headers given as name, value, name, value. */
  HttpResponse<String> post(String origin, String json, String... more) throws Exception {
    String[] headers = new String[more.length + 2];
    headers[0] = "Origin";
    headers[1] = origin;
    System.arraycopy(more, 0, headers, 2, more.length);
    return submit(Door.JSON, json, headers);
  }

  /** Where a submission stands, as in {@code succeeded}. */
  String statusOf(String id) throws Exception {
    return RunningRelay.json(call("GET", "/submissions/" + id, "X-API-Key", KEY).body())
        .path("status")
        .asText();
  }

  /** Sees to it that the origin may read the answer, and nobody else. */
  static void assertShared(String origin, HttpResponse<String> answer) {
    assertEquals(origin, header(answer, "Access-Control-Allow-Origin"));
    assertEquals("Origin", header(answer, "Vary"));
    assertNull(header(answer, "Access-Control-Allow-Credentials"));
  }
}
