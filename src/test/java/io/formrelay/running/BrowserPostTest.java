package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.formrelay.door.Quarantine;
import io.formrelay.receipt.WholeFiles;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of listed origins hand in forms without a key; others do not. */
class BrowserPostTest {

  private static final String PAGE = "https://www.example.com";
  private static final String KEY = "browser-test-key-1";

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;
  private static RunningRelay relay;
  private static Door door;

  @BeforeAll
  static void start() throws Exception {
    relay =
        RunningRelay.start(
            data,
            PARTNERS.baseUrl(),
            Map.of(
                "relay.api-keys",
                "erp:" + KEY,
                "camel.server.host",
                "127.0.0.1",
                "relay.http.origins",
                PAGE + ",self",
                "relay.http.client-rate",
                "0",
                "relay.http.min-fill",
                "1m"));
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

  private static String form(String name) {
    return "{\"CustomerFullName\": \"%s\", \"DeviceCount\": 1}".formatted(name);
  }

  private static HttpResponse<String> post(String origin, String json, String... more)
      throws Exception {
    String[] headers = new String[more.length + 2];
    headers[0] = "Origin";
    headers[1] = origin;
    System.arraycopy(more, 0, headers, 2, more.length);
    return door.submit(Door.JSON, json, headers);
  }

  private static void assertShared(String origin, HttpResponse<String> answer) {
    assertEquals(origin, header(answer, "Access-Control-Allow-Origin"));
    assertEquals("Origin", header(answer, "Vary"));
    assertNull(header(answer, "Access-Control-Allow-Credentials"));
  }

  @Test
  void aListedPageHandsAFormInAndReadsWhatBecameOfIt() throws Exception {
    HttpResponse<String> answer = post(PAGE, form("Listed Page"), "Prefer", "wait=60");

    assertEquals(200, answer.statusCode(), answer.body());
    assertShared(PAGE, answer);
    assertTrue(header(answer, "Access-Control-Expose-Headers").contains("Location"));
    HttpResponse<String> status = door.call("GET", "/submissions/" + id(answer), "Origin", PAGE);
    assertEquals(200, status.statusCode(), status.body());
    assertShared(PAGE, status);
    assertEquals("http", RunningRelay.json(status.body()).path("source").asText());
  }

  @Test
  void whatIsWrongWithAFormIsReadableToThePageToo() throws Exception {
    HttpResponse<String> answer = post(PAGE, "{\"CustomerEmail\": \"x\", \"DeviceCount\": 1}");

    assertProblem(422, answer);
    assertShared(PAGE, answer);
  }

  @Test
  void thePageOfTheRelayItselfPostsAPlainForm() throws Exception {
    String own = "http://127.0.0.1:" + relay.uri("/").getPort();
    HttpResponse<String> answer =
        door.submit(Door.FORM, "CustomerFullName=Own+Page&DeviceCount=1", "Origin", own);

    assertEquals(202, answer.statusCode(), answer.body());
    assertNull(header(answer, "Access-Control-Allow-Origin"));
    HttpResponse<String> status =
        door.call("GET", "/submissions/" + id(answer), "Sec-Fetch-Site", "same-origin");
    assertEquals(200, status.statusCode(), status.body());
  }

  @Test
  void aPreflightIsAnsweredForThePageThatAsks() throws Exception {
    HttpResponse<String> answer =
        door.call(
            "OPTIONS",
            "/submissions",
            "Origin",
            PAGE,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "content-type,idempotency-key,prefer");

    assertEquals(204, answer.statusCode(), answer.body());
    assertShared(PAGE, answer);
    assertEquals("POST, GET", header(answer, "Access-Control-Allow-Methods"));
    assertEquals(
        "Accept-Language, Content-Type, Idempotency-Key, Prefer",
        header(answer, "Access-Control-Allow-Headers"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://www.example.com",
        "https://www.example.com:8443",
        "https://www.example.com.evil.example",
        "https://evil-www.example.com",
        "HTTPS://WWW.EXAMPLE.COM",
        "null",
        "self",
        "*"
      })
  void aPageThatIsNotListedIsRefusedUnlessItShowsAKey(String origin) throws Exception {
    for (String method : List.of("POST", "GET", "OPTIONS")) {
      HttpResponse<String> answer =
          door.call(
              method, "/submissions", "Origin", origin, "Access-Control-Request-Method", "POST");
      assertProblem(403, answer);
      assertNull(header(answer, "Access-Control-Allow-Origin"));
    }
    assertProblem(403, post(origin, form("Nobody"), "X-API-Key", KEY + "x"));
    HttpResponse<String> shown = post(origin, form("With A Key"), "X-API-Key", KEY);
    assertEquals(202, shown.statusCode(), shown.body());
    assertNull(header(shown, "Access-Control-Allow-Origin"));
  }

  @Test
  void aListedPageMayDoNothingElseWithoutAKey() throws Exception {
    assertProblem(401, door.call("GET", "/openapi.yaml", "Origin", PAGE));
    assertProblem(401, door.call("DELETE", "/submissions", "Origin", PAGE));
    assertProblem(401, door.call("POST", "/unknown", "Origin", PAGE));
    assertProblem(401, door.call("GET", "/submissions/some-id", "Origin", PAGE));
    assertProblem(401, door.submit(Door.JSON, form("No Origin")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/submissions/", "//submissions", "/./submissions", "/%73ubmissions"})
  void howeverThePathIsSpeltAFormWithoutAKeyIsAForm(String path) throws Exception {
    byte[] moka = "{\"CustomerCode\": \"spelt-moka\"}".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        door.call("POST", path, Door.JSON, BodyPublishers.ofByteArray(moka), "Origin", PAGE);

    assertEquals("Targets", assertProblem(422, answer).at("/errors/0/field").asText());
  }

  @Test
  void aBrowserReadsNoSubmissionWhoseIdCouldBeGuessed() throws Exception {
    String json = "{\"SubmissionId\": \"order-17\", \"DeviceCount\": 1}";
    assertEquals(202, door.submit(Door.JSON, json, "X-API-Key", KEY).statusCode());

    assertProblem(401, door.call("GET", "/submissions/order-17", "Origin", PAGE));
    JsonNode problem = assertProblem(422, post(PAGE, json));
    assertEquals("SubmissionId", problem.at("/errors/0/field").asText());
  }

  @Test
  void aBrowserTakesNobodysIdempotencyKey() throws Exception {
    HttpResponse<String> first = post(PAGE, form("One"), "Idempotency-Key", "k-1");
    HttpResponse<String> again = post(PAGE, form("One"), "Idempotency-Key", "k-1");
    HttpResponse<String> inForm =
        door.submit(
            Door.FORM, "CustomerFullName=One&DeviceCount=1&_idempotencyKey=k-1", "Origin", PAGE);
    HttpResponse<String> erp =
        door.submit(Door.JSON, form("Two"), "Idempotency-Key", "k-1", "X-API-Key", KEY);

    assertEquals(id(first), id(again));
    assertEquals(id(first), id(inForm));
    assertProblem(409, post(PAGE, form("Other"), "Idempotency-Key", "k-1"));
    assertEquals(202, erp.statusCode(), erp.body());
    assertNotEquals(id(first), id(erp));
    HttpResponse<String> prefixed =
        door.submit(Door.JSON, form("Three"), "Idempotency-Key", "browser:k-1", "X-API-Key", KEY);
    assertEquals(202, prefixed.statusCode(), prefixed.body());
  }

  @Test
  void aBrowserReachesOnlyThePartnersThatAreOpenToIt() throws Exception {
    String json = "{\"CustomerCode\": \"browser-moka\", \"FirstName\": \"Mallory\"}";

    JsonNode problem = assertProblem(422, post(PAGE, json));

    assertEquals("Targets", problem.at("/errors/0/field").asText());
    assertEquals(202, post(PAGE, form("Behind It")).statusCode());
    PARTNERS.verify(
        0,
        postRequestedFor(urlPathMatching("/moka/.*")).withRequestBody(containing("browser-moka")));
  }

  @Test
  void spamIsAnsweredLikeAnAcceptanceAndDeliveredOnlyWhenAPersonReleasesIt() throws Exception {
    String spam =
        "{\"CustomerFullName\": \"Spam Bot\", \"DeviceCount\": 1, \"_website\": \"http://spam\"}";
    long before = (long) new Jmx().relay("Quarantined");
    HttpResponse<String> taken = post(PAGE, spam);
    assertEquals(before + 1, new Jmx().relay("Quarantined"));
    HttpResponse<String> honest = post(PAGE, form("Honest"), "Prefer", "wait=60");

    assertEquals(202, taken.statusCode(), taken.body());
    HttpResponse<String> like = post(PAGE, form("Honest Too"));
    assertEquals(names(like), names(taken));
    assertEquals(like.headers().map().keySet(), taken.headers().map().keySet());
    assertEquals("/submissions/" + id(taken), header(taken, "Location"));
    assertEquals(200, honest.statusCode());
    PARTNERS.verify(
        0, postRequestedFor(urlPathMatching("/.*")).withRequestBody(containing("Spam Bot")));

    Path kept = data.resolve("quarantine").resolve(id(taken) + ".json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())));
    JsonNode why = RunningRelay.read(kept.resolveSibling(id(taken) + ".reason.json"));
    assertEquals("honeypot", why.path("reason").asText());
    assertEquals(PAGE, why.path("origin").asText());

    Files.move(kept, data.resolve("inbox").resolve(id(taken) + ".json"));
    await().until(() -> statusOf(id(taken)).equals("succeeded"));
    PARTNERS.verify(
        1, postRequestedFor(urlPathMatching("/.*")).withRequestBody(containing("Spam Bot")));
  }

  @Test
  void whatWasTakenForSpamIsARepeatOfWhatItsSenderSentAgain() throws Exception {
    String clean = form("Sent Again");
    String spam = clean.replace("}", ", \"_website\": \"x\"}");
    HttpResponse<String> first = post(PAGE, spam, "Idempotency-Key", "again-1");
    HttpResponse<String> again =
        post(PAGE, clean, "Idempotency-Key", "again-1", "Prefer", "wait=60");
    assertEquals(200, again.statusCode(), again.body());
    HttpResponse<String> other = post(PAGE, spam, "Idempotency-Key", "again-2");

    release(first);
    release(other);
    await().until(() -> statusOf(id(other)).equals("succeeded"));
    HttpResponse<String> late = post(PAGE, clean, "Idempotency-Key", "again-2");

    assertEquals(id(other), id(late));
    await().until(() -> Files.notExists(inbox(first)));
    assertEquals(404, door.call("GET", "/submissions/" + id(first), "Origin", PAGE).statusCode());
    assertTrue(Files.notExists(data.resolve("dead-letter/intake").resolve(id(first) + ".json")));
    PARTNERS.verify(
        2, postRequestedFor(urlPathMatching("/.*")).withRequestBody(containing("Sent Again")));
  }

  @Test
  void whatIsInQuarantineLooksLikeWhatWaitsAndTakesNoWaitersPlace() throws Exception {
    String spam = form("Waiting Bot").replace("}", ", \"_website\": \"x\"}");
    HttpResponse<String> answer = post(PAGE, spam, "Prefer", "wait=60");

    assertEquals(202, answer.statusCode(), answer.body());
    assertEquals("wait=60", header(answer, "Preference-Applied"));
    HttpResponse<String> status = door.call("GET", "/submissions/" + id(answer), "Origin", PAGE);
    assertEquals(200, status.statusCode(), status.body());
    assertEquals(RunningRelay.json(answer.body()), RunningRelay.json(status.body()));
    JsonNode delivery = RunningRelay.json(status.body()).at("/deliveries/licrus");
    assertEquals("pending", delivery.path("status").asText());
    assertEquals("http", RunningRelay.json(status.body()).path("source").asText());
  }

  @Test
  void theCustomersPasswordIsSealedInQuarantineAndDeliveredOnRelease() throws Exception {
    String spam =
        "{\"CustomerFullName\": \"Sealed Bot\", \"DeviceCount\": 1, \"Targets\": [\"licrus\"],"
            + " \"Password\": \"s3cret-pass\", \"_website\": \"x\"}";
    HttpResponse<String> taken = post(PAGE, spam);
    Path kept = data.resolve("quarantine").resolve(id(taken) + ".json");
    assertFalse(Files.readString(kept).contains("s3cret-pass"));

    release(taken);
    await().until(() -> statusOf(id(taken)).equals("succeeded"));
  }

  private static Path inbox(HttpResponse<String> taken) throws Exception {
    return data.resolve("inbox").resolve(id(taken) + ".json");
  }

  private static void release(HttpResponse<String> taken) throws Exception {
    try (WholeFiles files = new WholeFiles()) {
      assertTrue(new Quarantine(data, files).release(id(taken), data.resolve("inbox")));
    }
  }

  @Test
  void aFormThatWasSentSoonerThanAnybodyCouldFillItInIsSpam() throws Exception {
    long now = System.currentTimeMillis();
    assertEquals("too-fast", reason(post(PAGE, started(Long.toString(now - 1_000)))));
    assertEquals("too-fast", reason(post(PAGE, started("soon"))));
    for (long good : new long[] {now - 3_600_000, now + 3_600_000}) {
      HttpResponse<String> answer = post(PAGE, started(Long.toString(good)));
      await().until(() -> statusOf(id(answer)).equals("succeeded"));
    }
  }

  @Test
  void theFieldsForTheDoorAreUnknownFieldsWhereAKeyIsShown() throws Exception {
    JsonNode problem =
        assertProblem(
            422,
            door.submit(Door.JSON, "{\"DeviceCount\": 1, \"_website\": \"\"}", "X-API-Key", KEY));
    assertEquals("_website", problem.at("/errors/0/field").asText());
  }

  private static String started(String at) {
    return "{\"CustomerFullName\": \"Started\", \"DeviceCount\": 1, \"_startedAt\": \"%s\"}"
        .formatted(at);
  }

  private static String reason(HttpResponse<String> answer) throws Exception {
    assertEquals(202, answer.statusCode(), answer.body());
    return RunningRelay.read(data.resolve("quarantine").resolve(id(answer) + ".reason.json"))
        .path("reason")
        .asText();
  }

  private static String statusOf(String id) throws Exception {
    return RunningRelay.json(door.call("GET", "/submissions/" + id, "X-API-Key", KEY).body())
        .path("status")
        .asText();
  }

  private static List<String> names(HttpResponse<String> answer) throws Exception {
    TreeSet<String> names = new TreeSet<>();
    RunningRelay.json(answer.body()).fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }
}
