package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Answer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The advisories that touch this version of Camel, each tried as an attack. What headers and the
 * query of a call can do is tried in {@link OutgoingRequestTest}, deserialisation in {@code
 * SerialFilterIT}.
 */
class AdvisoriesTest {

  private static final String KEY = "advisories-key-1";

  private static final List<String> STEERING =
      List.of(
          "CamelHttpUri",
          "CamelRestHttpUri",
          "CamelHttpPath",
          "CamelHttpQuery",
          "CamelHttpRawQuery",
          "CamelHttpHost",
          "CamelToEndpoint",
          "CamelHttpMethod");

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

  private static JsonNode ended(String form) throws Exception {
    HttpResponse<String> answer =
        door.submit(Door.JSON, form, "X-API-Key", KEY, "Prefer", "wait=60");
    assertEquals(200, answer.statusCode(), answer.body());
    return RunningRelay.json(answer.body());
  }

  /** CVE-2026-78164 and CVE-2026-85316. */
  @Test
  void noFieldSteersTheCallToThePartner() throws Exception {
    int before = partners.asked("").size();
    for (String name : STEERING) {
      String value = evil.address() + "/evil";
      assertProblem(
          422, door.submit(Door.FORM, "CustomerCode=C-1&" + name + "=" + value, "X-API-Key", KEY));
      assertProblem(
          422,
          door.submit(
              Door.JSON,
              "{\"CustomerCode\":\"C-1\",\"%s\":\"%s\"}".formatted(name, value),
              "X-API-Key",
              KEY));
      assertProblem(
          422,
          door.submit(
              Door.JSON,
              "{\"DealerCustomerRequest\":{\"CustomerCode\":\"C-1\",\"%s\":\"%s\"}}"
                  .formatted(name, value),
              "X-API-Key",
              KEY));
    }
    assertEquals(before, partners.asked("").size());
    assertEquals(0, evil.connections());
  }

  /** CVE-2026-78164 and CVE-2026-85316, by the partner. */
  @Test
  void noHeaderOfAnAnswerSteersTheNextCall() throws Exception {
    List<String> headers = new ArrayList<>();
    for (String name : STEERING) {
      headers.addAll(List.of(name, evil.address() + "/evil"));
    }
    headers.addAll(List.of("Location", evil.address() + "/evil", "Set-Cookie", "session=evil"));
    partners.when(
        "C-steered", Answers.status(503, headers.toArray(String[]::new)), Answers.SUCCESS);

    assertEquals("succeeded", ended(Forms.moka("C-steered")).path("status").asText());
    List<PartnerStub.Request> asked = partners.askedAbout("C-steered");
    assertEquals(2, asked.size());
    assertEquals("/moka/DealerCustomer/UpdateCustomer", asked.get(1).path());
    assertEquals("POST", asked.get(1).method());
    assertFalse(asked.get(1).headers().containsKey("cookie"));
    assertEquals(0, evil.connections());
  }

  /** CVE-2026-85251. */
  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
  void noRedirectIsFollowedWithCredentialsOrWithout(int status) throws Exception {
    Answer redirect = Answers.status(status, "Location", evil.address() + "/evil");
    String name = "Yönlendirme " + status;
    partners.when(name, redirect);
    partners.when("C-" + status, redirect);

    JsonNode ended = ended(Forms.both(name, "C-" + status));

    for (String target : List.of("licrus", "moka")) {
      JsonNode delivery = ended.path("deliveries").path(target);
      assertEquals("dead-lettered", delivery.path("status").asText(), ended::toString);
      assertEquals(1, delivery.path("attempts").asInt(), ended::toString);
    }
    assertEquals(0, evil.connections());
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

  @Test
  void whatAPartnerSaysIsKeptShortAndHarmless() throws Exception {
    partners.when(
        "C-says",
        Answers.json(
            200,
            """
            {"ResultCode": "X\\n2026 INFO forged line \\u001b[2J\\u202e%s",
             "ResultMessage": "a\\u0000b\\n%s", "Data": null}
            """
                .formatted("c".repeat(100_000), "m".repeat(100_000))));

    JsonNode delivery = ended(Forms.moka("C-says")).at("/deliveries/moka");

    assertEquals("dead-lettered", delivery.path("status").asText());
    assertEquals(
        "X\uFFFD2026 INFO forged line \uFFFD[2J\uFFFD" + "c".repeat(171),
        delivery.path("resultCode").asText());
    assertEquals("a\uFFFDb\n" + "m".repeat(3_996), delivery.path("message").asText());
  }
}
