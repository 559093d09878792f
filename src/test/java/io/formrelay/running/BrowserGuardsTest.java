package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The rate of each client address, and the captcha. */
class BrowserGuardsTest {

  private static final String PAGE = "https://www.example.com";
  private static final String KEY = "guards-test-key-1";

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;
  private static RunningRelay relay;
  private static Door door;
  private static int clients;

  @BeforeAll
  static void start() throws Exception {
    relay = start("one", "60s");
    door = new Door(relay);
  }

  private static RunningRelay start(String folder, String timeout) throws Exception {
    return RunningRelay.start(
        data.resolve(folder),
        PARTNERS.baseUrl(),
        Map.of(
            "relay.api-key",
            KEY,
            "camel.server.host",
            "127.0.0.1",
            "relay.http.origins",
            PAGE,
            "relay.http.client-rate",
            "2/1h",
            "relay.http.trusted-proxies",
            "127.0.0.1",
            "relay.http.captcha.verify-url",
            PARTNERS.baseUrl() + "/verify",
            "relay.http.captcha.secret",
            "captcha-s3cret",
            "relay.http.captcha.timeout",
            timeout));
  }

  @AfterAll
  static void end() {
    relay.close();
  }

  @BeforeEach
  void everybodyAnswers() {
    PARTNERS.stubFor(Door.success());
    verifier("good", okJson("{\"success\": true}"));
    verifier("bad", okJson("{\"success\": false, \"error-codes\": [\"invalid-input-response\"]}"));
    verifier("broken", serverError());
    verifier("hangs", okJson("{\"success\": true}").withFixedDelay(30_000));
    verifier("odd", okJson("<html>"));
  }

  private static void verifier(String token, ResponseDefinitionBuilder answer) {
    PARTNERS.stubFor(
        post(urlEqualTo("/verify"))
            .withRequestBody(containing("response=" + token))
            .willReturn(answer));
  }

  private static HttpResponse<String> form(String client, String token) throws Exception {
    return form(door, client, token);
  }

  private static HttpResponse<String> form(Door door, String client, String token)
      throws Exception {
    return door.submit(
        Door.FORM,
        "CustomerFullName=Guarded&DeviceCount=1&cf-turnstile-response=" + token,
        "Origin",
        PAGE,
        "X-Forwarded-For",
        client);
  }

  private static String nextClient() {
    return "203.0.113." + ++clients;
  }

  @Test
  void oneAddressHandsInSoManyFormsAndOthersNoticeNothing() throws Exception {
    String client = nextClient();
    assertEquals(202, form(client, "good").statusCode());
    assertEquals(202, form("198.51.100.7, " + client, "good").statusCode());

    HttpResponse<String> refused = form("198.51.100.8, " + client, "good");

    assertProblem(429, refused);
    assertTrue(Integer.parseInt(header(refused, "Retry-After")) > 0);
    assertEquals(PAGE, header(refused, "Access-Control-Allow-Origin"));
    assertEquals(202, form(nextClient(), "good").statusCode());
    assertEquals(
        202, relay.post("{\"CustomerCode\": \"no-browser\"}", "X-API-Key", KEY).statusCode());
  }

  @Test
  void aGoodTokenIsAskedForOnceAndItsFormDelivered() throws Exception {
    HttpResponse<String> answer = form(nextClient(), "good-once");
    assertEquals(202, form(nextClient(), "good-once").statusCode());

    assertFalse(Files.exists(relay.data().resolve("quarantine").resolve(id(answer) + ".json")));
    assertEquals(200, door.call("GET", "/submissions/" + id(answer), "Origin", PAGE).statusCode());
    PARTNERS.verify(
        1,
        postRequestedFor(urlEqualTo("/verify"))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withRequestBody(equalTo("secret=captcha-s3cret&response=good-once")));
  }

  @Test
  void aTokenIsGoodForOneForm() throws Exception {
    form(nextClient(), "good-two-forms");
    assertEquals(
        202,
        door.submit(
                Door.FORM,
                "CustomerFullName=Another&DeviceCount=1&cf-turnstile-response=good-two-forms",
                "Origin",
                PAGE,
                "X-Forwarded-For",
                nextClient())
            .statusCode());

    PARTNERS.verify(
        2,
        postRequestedFor(urlEqualTo("/verify"))
            .withRequestBody(containing("response=good-two-forms")));
  }

  @Test
  void withoutAGoodTokenAFormGoesToTheQuarantine() throws Exception {
    assertEquals("captcha", reason(form(nextClient(), "bad")));
    assertEquals("captcha", reason(form(nextClient(), "")));
    assertEquals("captcha-unverified", reason(form(nextClient(), "broken")));
    assertEquals("captcha-unverified", reason(form(nextClient(), "odd")));
  }

  /** At a relay of its own: no verifier that answers may be taken for one that does not. */
  @Test
  void aFormWhoseVerifierDoesNotAnswerInTimeGoesToTheQuarantine() throws Exception {
    try (RunningRelay hasty = start("hasty", "1s")) {
      HttpResponse<String> answer = form(new Door(hasty), nextClient(), "hangs");
      assertEquals("captcha-unverified", reason(hasty, answer));
    }
  }

  private static String status(Door door, String id) throws Exception {
    String answer = door.call("GET", "/submissions/" + id, "Origin", PAGE).body();
    return RunningRelay.json(answer).path("status").asText();
  }

  private static String reason(HttpResponse<String> answer) throws Exception {
    return reason(relay, answer);
  }

  private static String reason(RunningRelay relay, HttpResponse<String> answer) throws Exception {
    assertEquals(202, answer.statusCode(), answer.body());
    assertEquals("pending", status(new Door(relay), id(answer)));
    return RunningRelay.read(
            relay.data().resolve("quarantine").resolve(id(answer) + ".reason.json"))
        .path("reason")
        .asText();
  }
}
