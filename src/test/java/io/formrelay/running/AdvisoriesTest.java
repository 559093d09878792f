package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The advisories that touch this version of Camel and its door, each tried as an attack. What
 * steers a call to a partner is tried in {@link SteeringTest} and {@link OutgoingRequestTest},
 * deserialisation in {@code SerialFilterIT}.
 */
class AdvisoriesTest {

  private static final String KEY = "advisories-key-1";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static PartnerStub evil;
  private static RunningRelay relay;
  private static Door door;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    evil = new PartnerStub();
    relay =
        RunningRelay.start(
            data,
            partners.address(),
            Map.of("relay.api-key", KEY, "camel.server.host", "127.0.0.1"));
    door = new Door(relay);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
    evil.close();
  }

  /** CVE-2026-40022. */
  @Test
  void noPathOfTheDoorIsOpenWithoutTheKeyNorBelowIt() throws Exception {
    Set<String> paths = new TreeSet<>();
    relay
        .relay()
        .context()
        .getEndpoints()
        .forEach(
            endpoint -> {
              String uri = endpoint.getEndpointUri().replaceFirst("\\?.*", "");
              if (uri.startsWith("platform-http:")) {
                paths.add("/" + uri.replaceFirst("platform-http:/*", "").replaceAll("[{}]", ""));
              }
            });
    assertTrue(paths.contains("/submissions"), paths::toString);
    for (String path : paths) {
      for (String below :
          List.of("", "/", "/x", "/x/y", ";x=1", "/..;/x", "//", "?X-API-Key=" + KEY)) {
        for (String method : List.of("GET", "POST", "OPTIONS")) {
          assertProblem(401, door.call(method, path + below));
        }
      }
    }
  }

  /** CVE-2026-66908. */
  @Test
  void noTokenOpensTheDoorWhoeverSignedIt() throws Exception {
    String claims =
        "{\"iss\":\"formrelay\",\"aud\":\"formrelay\",\"sub\":\"admin\",\"exp\":9999999999}";
    String none = part("{\"alg\":\"none\"}") + "." + part(claims) + ".";
    String signed = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String own = signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    for (String token : List.of(none, signed + ".", own)) {
      assertProblem(401, door.call("GET", "/openapi.yaml", "Authorization", "Bearer " + token));
    }
  }

  private static String part(String json) {
    return encoded(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** CVE-2026-84176. */
  @Test
  void noOriginIsReflectedThatNobodyListed() throws Exception {
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1", "*")) {
      for (HttpResponse<String> answer :
          List.of(
              door.call("GET", "/openapi.yaml", "Origin", origin, "X-API-Key", KEY),
              door.call("GET", "/openapi.yaml", "Origin", origin),
              door.submit(Door.JSON, Forms.moka("C-origin"), "Origin", origin, "X-API-Key", KEY),
              door.call(
                  "OPTIONS",
                  "/submissions",
                  "Origin",
                  origin,
                  "Access-Control-Request-Method",
                  "POST",
                  "Access-Control-Request-Headers",
                  "X-API-Key"))) {
        assertNull(header(answer, "Access-Control-Allow-Origin"), origin);
        assertNull(header(answer, "Access-Control-Allow-Credentials"), origin);
      }
    }
  }

  /** CVE-2026-40453, -40860, -42527, -43866 (camel-jms) and CVE-2026-85312 (saga). */
  @Test
  void whatIsNotOnTheClassPathCannotBeAttacked() throws Exception {
    for (String name :
        List.of(
            "org.apache.camel.component.jms.JmsComponent",
            "org.apache.camel.component.sjms2.Sjms2Component",
            "jakarta.jms.Message",
            "org.apache.camel.component.saga.SagaComponent",
            "org.apache.camel.component.exec.ExecComponent",
            "org.apache.commons.collections.functors.InvokerTransformer")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(name), name);
    }
    HttpResponse<String> answer =
        door.submit(
            Door.JSON,
            Forms.moka("C-saga"),
            "X-API-Key",
            KEY,
            "Long-Running-Action",
            evil.address() + "/evil");
    assertEquals(202, answer.statusCode(), answer.body());
    await().until(() -> partners.askedAbout("C-saga").size() == 1);
    assertFalse(partners.askedAbout("C-saga").get(0).headers().containsKey("long-running-action"));
    assertEquals(0, evil.connections());
  }
}
