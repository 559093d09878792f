package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NamedKeysTest {

  private static final String WEBSITE = "website-key-0123456789";
  private static final String HASHED = "0123456789abcdef";
  private static final String DIGEST =
      "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f";

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir Path data;

  @Test
  void everyKeyOpensTheDoorAndADigestIsNone() throws Exception {
    try (RunningRelay relay = start(Map.of())) {
      Door door = new Door(relay);
      for (String key : new String[] {"old", WEBSITE, HASHED}) {
        assertEquals(200, door.call("GET", "/openapi.yaml", "X-API-Key", key).statusCode());
        assertEquals(
            200, door.call("GET", "/openapi.yaml", "Authorization", "Bearer " + key).statusCode());
      }
      for (String none :
          new String[] {DIGEST, "sha256:" + DIGEST, "website", "website:" + WEBSITE, "default"}) {
        assertProblem(401, door.call("GET", "/openapi.yaml", "X-API-Key", none));
      }
    }
  }

  @Test
  void oneKeysCallersComeTooOftenAndThoseOfAnotherNoticeNothing() throws Exception {
    try (RunningRelay relay = start(Map.of("door.key-rate", "1"))) {
      Door door = new Door(relay);
      HttpResponse<String> answer = door.call("GET", "/openapi.yaml", "X-API-Key", WEBSITE);
      for (int i = 0; i < 50 && answer.statusCode() == 200; i++) {
        answer = door.call("GET", "/openapi.yaml", "X-API-Key", WEBSITE);
      }
      assertProblem(429, answer);
      assertEquals("1", Door.header(answer, "Retry-After"));
      assertEquals(200, door.call("GET", "/openapi.yaml", "X-API-Key", HASHED).statusCode());
    }
  }

  private RunningRelay start(Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("relay.api-key", "old");
    settings.put("relay.api-keys", "website:" + WEBSITE + ", erp:sha256:" + DIGEST);
    settings.put("camel.server.host", "127.0.0.1");
    return RunningRelay.start(data, PARTNERS.baseUrl(), settings);
  }
}
