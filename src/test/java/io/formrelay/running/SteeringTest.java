package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Answer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The advisories on what steers a call to a partner, each tried as an attack by fields of a form
 * and by what a partner answers; by headers and the query of a call in {@link OutgoingRequestTest}.
 */
class SteeringTest {

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
