package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.formrelay.running.Door.header;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call the pages, and what may come in by them. */
class FormDoorTest {

  private static final String KEY = "form-door-key-0123456789";
  private static final String OTHER_KEY = "form-door-key-9876543210";
  private static final String PAGE = "https://www.example.com";

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;
  private static RunningRelay relay;
  private static Door door;
  private static int clients;

  @BeforeAll
  static void start() throws Exception {
    relay =
        RunningRelay.start(
            data.resolve("one"),
            PARTNERS.baseUrl(),
            Map.of(
                "relay.api-key", KEY,
                "relay.api-keys", "dealer-7:" + OTHER_KEY,
                "camel.server.host", "127.0.0.1",
                "form.enabled", "true",
                "form.wait", "0s",
                "relay.http.origins", PAGE,
                "relay.http.trusted-proxies", "127.0.0.1",
                "relay.http.min-fill", "1h"));
    door = new Door(relay);
  }

  @AfterAll
  static void end() {
    relay.close();
  }

  @BeforeEach
  void partnersAnswer() {
    PARTNERS.stubFor(Door.success());
  }

  static String form(String name) {
    return "CustomerFullName=%s&CustomerMobilePhone=5301231212&CustomerCity=Adana".formatted(name)
        + "&CustomerDistrict=Kozan&CustomerAddress=x&ProductNameList=ECODENSE&_notice=read";
  }

  /** Posts to a page from an address of its own, with more headers given as name, value. */
  private static HttpResponse<String> post(String path, String body, String... more)
      throws Exception {
    List<String> headers = new ArrayList<>(List.of(more));
    if (!headers.contains("X-Forwarded-For")) {
      headers.addAll(List.of("X-Forwarded-For", "203.0.113." + ++clients));
    }
    return door.call(
        "POST",
        path + "?lang=tr",
        Door.FORM,
        BodyPublishers.ofString(body),
        headers.toArray(String[]::new));
  }

  private static void assertSays(int status, String words, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("text/html; charset=utf-8", header(answer, "Content-Type"));
    assertTrue(answer.body().contains(words), answer.body());
  }

  private static void assertDelivered(String name, int times) {
    await()
        .untilAsserted(
            () ->
                PARTNERS.verify(
                    times,
                    postRequestedFor(urlPathMatching("/.*")).withRequestBody(containing(name))));
  }

  @Test
  void thePagesAreOpenAndEverythingElseStaysShut() throws Exception {
    for (String open : List.of("/", "/dealer", "/form/style.css", "/form/theme.css")) {
      assertEquals(200, door.call("GET", open).statusCode(), open);
    }
    assertSays(404, "Talep bulunamadı", door.call("GET", "/form/some-id?lang=tr"));
    assertEquals(404, door.call("GET", "/form/..%2Fapplication.properties").statusCode());
    assertEquals(404, door.call("GET", "/form/texts_tr.properties").statusCode());
    for (String shut : List.of("/submissions/some-id", "/openapi.yaml", "/dealer/x", "/formular")) {
      assertEquals(401, door.call("GET", shut).statusCode(), shut);
    }
  }

  @Test
  void headTellsWhatGetWouldAndOtherMethodsWhichThereAre() throws Exception {
    for (String page : List.of("/", "/dealer", "/form/style.css")) {
      HttpResponse<String> head = door.call("HEAD", page);
      assertEquals(200, head.statusCode(), page);
      assertEquals("", head.body());
      assertEquals(
          header(door.call("GET", page), "Content-Type"), header(head, "Content-Type"), page);
    }
    HttpResponse<String> answer = door.call("DELETE", "/");
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD, POST", header(answer, "Allow"));
    assertEquals("GET, HEAD", header(door.call("POST", "/form/style.css"), "Allow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "self", "https://www.example.com.evil"})
  void aPageOfAnotherSitePostsNothing(String origin) throws Exception {
    HttpResponse<String> answer = post("/", form("Lured"), "Origin", origin);
    assertSays(403, "Form bu siteden gönderilemez.", answer);
    assertTrue(!answer.body().contains("Lured"), "what another site posts is not shown");
    assertSays(
        403,
        "Form bu siteden gönderilemez.",
        post("/dealer", "CustomerCode=Lured&Email=x@example.com&_access=" + KEY, "Origin", origin));
    assertEquals(303, post("/", form("After-" + origin.length())).statusCode());
    assertDelivered("After-" + origin.length(), 1);
    assertDelivered("Lured", 0);
  }

  @Test
  void thePagesOwnPostIsKnownByItsOriginAlsoBehindAProxyThatChangesTheHost() throws Exception {
    String own = "http://127.0.0.1:" + relay.uri("/").getPort();
    assertEquals(303, post("/", form("Own"), "Origin", own).statusCode());
    assertEquals(303, post("/", form("Listed"), "Origin", PAGE).statusCode());
    assertEquals(
        303,
        post(
                "/",
                form("Proxied"),
                "Origin",
                "https://forms.example.com",
                "Sec-Fetch-Site",
                "same-origin")
            .statusCode());
  }

  @Test
  void aFormReachesThePagesOwnPartnerAndChoosesNoId() throws Exception {
    HttpResponse<String> answer =
        post(
            "/",
            form("Chooser") + "&SubmissionId=mine&Targets=moka&CustomerCode=C-1&GsmNumber=530");
    assertEquals(303, answer.statusCode(), answer.body());
    assertTrue(
        header(answer, "Location").matches("/form/[0-9a-f-]{36}[?]lang=tr"),
        header(answer, "Location"));
    assertDelivered("Chooser", 1);
    PARTNERS.verify(
        1,
        postRequestedFor(urlPathMatching("/licrus/.*"))
            .withRequestBody(matchingJsonPath("$.CustomerFullName", equalTo("Chooser"))));
    assertEquals(404, door.call("GET", "/submissions/mine", "X-API-Key", KEY).statusCode());
  }

  @Test
  void aFormArrivesWithinTheLimitsOfASubmission() throws Exception {
    assertSays(413, "çok uzun", post("/", form("Long") + "&x=" + "x".repeat(70_000)));
    assertEquals(
        415, door.call("POST", "/", Door.JSON, BodyPublishers.ofString("{}")).statusCode());
  }

  /** At a relay of its own: no other caller may be held to a second. */
  @Test
  void aFormThatComesTooSlowlyIsAnswered408() throws Exception {
    Map<String, String> hasty = Map.of("form.enabled", "true", "door.patience", "1s");
    try (RunningRelay other =
        RunningRelay.start(data.resolve("hasty"), PARTNERS.baseUrl(), hasty)) {
      String late =
          new Door(other)
              .raw(
                  "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                      + Door.FORM
                      + "\r\nContent-Length: 100\r\n\r\nCustomer");
      assertEquals("HTTP/1.1 408 Request Timeout", late);
    }
  }

  @Test
  void aFormThatComesSoonerThanAnybodyCouldFillItInIsKeptApartUnlessItWasOpenedBefore()
      throws Exception {
    String page = door.call("GET", "/?lang=tr").body();
    String opened = page.replaceFirst("(?s).*name=\"_startedAt\" value=\"([0-9]+)\".*", "$1");
    HttpResponse<String> wrong = post("/", form("") + "&_startedAt=1700000000000");
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("name=\"_startedAt\" value=\"1700000000000\""));

    HttpResponse<String> fast = post("/", form("Too-Fast") + "&_startedAt=" + opened);
    assertEquals(303, fast.statusCode());
    String outcome = header(fast, "Location");
    assertSays(200, "Talebiniz bize ulaştı", door.call("GET", outcome));
    String id = outcome.substring("/form/".length(), outcome.indexOf('?'));
    Path reason = relay.data().resolve("quarantine").resolve(id + ".reason.json");
    assertEquals("too-fast", RunningRelay.read(reason).path("reason").asText());
    assertEquals(303, post("/", form("Slow") + "&_startedAt=1700000000000").statusCode());
    assertDelivered("Slow", 1);
    assertDelivered("Too-Fast", 0);
  }

  @Test
  void whoTypesWrongKeysIsSoonAskedToWaitAndNobodyElse() throws Exception {
    String dealer = "CustomerCode=C-77&Email=x@example.com&_access=";
    String[] guesser = {"X-Forwarded-For", "198.51.100.9"};
    for (int i = 0; i < 10; i++) {
      assertSays(401, "Anahtar yanlış.", post("/dealer", dealer + "guess-" + i, guesser));
    }
    HttpResponse<String> stopped = post("/dealer", dealer + KEY, guesser);
    assertSays(429, "Çok sık gönderim yaptınız", stopped);
    assertTrue(stopped.body().contains("C-77"), "what was typed is still there");
    assertTrue(Integer.parseInt(header(stopped, "Retry-After")) > 0);

    assertEquals(303, post("/dealer", dealer + encoded(" " + OTHER_KEY)).statusCode());
    assertEquals(303, post("/dealer", dealer + KEY).statusCode());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
