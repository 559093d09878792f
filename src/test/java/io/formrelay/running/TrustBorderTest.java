package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a caller says beside the submission reaches a partner, a file or an answer. */
class TrustBorderTest {

  private static final String MARK = "tr0jan";

  /** Headers that some Camel component or HTTP client would act on. */
  private static final List<String> NAMES =
      List.of(
          "CamelHttpUri",
          "CamelRestHttpUri",
          "CamelHttpPath",
          "CamelHttpQuery",
          "CamelHttpRawQuery",
          "CamelHttpBaseUri",
          "CamelHttpUrl",
          "CamelHttpResponseCode",
          "CamelDestinationOverrideUrl",
          "CamelFileName",
          "CamelOverruleFileName",
          "CamelLicrus",
          "camelhttpuri",
          "org.apache.camel.Uri",
          "breadcrumbId",
          "Long-Running-Action",
          "Cookie",
          "X-Forwarded-Host",
          "X-Original-URL",
          "Referer",
          "User-Agent",
          "Via",
          "traceparent",
          "Accept-Encoding",
          "source",
          "targets",
          "key",
          "spam",
          "browser",
          "receipt",
          "id",
          "url",
          "target");

  @TempDir static Path data;
  private static PartnerStub partner;
  private static RunningRelay relay;
  private static Door door;

  @BeforeAll
  static void start() throws Exception {
    partner = new PartnerStub();
    relay = RunningRelay.start(data, partner.address(), Map.of());
    door = new Door(relay);
  }

  @AfterAll
  static void end() throws Exception {
    relay.close();
    partner.close();
  }

  private static String[] marked() {
    return NAMES.stream()
        .flatMap(name -> List.of(name, "http://127.0.0.1:1/" + MARK).stream())
        .toArray(String[]::new);
  }

  private static String both(String code) {
    return Forms.both("Trust Border", code);
  }

  @Test
  void noHeaderOfACallerReachesAPartnerAFileOrTheAnswer() throws Exception {
    HttpResponse<String> answer = door.submit(Door.JSON, both("T-headers"), marked());

    assertEquals(202, answer.statusCode(), answer.body());
    assertOnlyWhatIsNamed(answer);
    assertUntouched(id(answer));
  }

  @Test
  void noQueryParameterDoesEither() throws Exception {
    StringBuilder query = new StringBuilder("?");
    NAMES.forEach(name -> query.append(name).append('=').append(MARK).append('&'));
    HttpResponse<String> answer =
        door.call(
            "POST", "/submissions" + query, Door.JSON, BodyPublishers.ofString(both("T-query")));

    assertEquals(202, answer.statusCode(), answer.body());
    assertOnlyWhatIsNamed(answer);
    assertUntouched(id(answer));
  }

  @Test
  void aFormFieldOfSuchANameIsAnUnknownField() throws Exception {
    for (String name : NAMES) {
      HttpResponse<String> answer = door.submit(Door.FORM, "DeviceCount=1&" + name + "=" + MARK);
      assertProblem(422, answer);
      assertOnlyWhatIsNamed(answer);
    }
  }

  @Test
  void theHostHeaderIsRepeatedNowhere() throws Exception {
    String answer =
        door.raw(
            "POST /submissions HTTP/1.1\r\nHost: "
                + MARK
                + ".example\r\n"
                + "Content-Type: application/json\r\nContent-Length: 18\r\n"
                + "Connection: close\r\n\r\n{\"DeviceCount\": 1}");
    assertEquals("HTTP/1.1 202 Accepted", answer);
    await().until(() -> partner.askedAbout("DeviceCount").size() > 0);
    assertNothingMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openapi.yaml",
        "/submission.schema.json",
        "/submissions/unknown",
        "/unknown",
        "/submissions?CamelHttpResponseCode=200"
      })
  void everyAnswerCarriesOnlyWhatItNeeds(String path) throws Exception {
    assertOnlyWhatIsNamed(door.call("GET", path, marked()));
  }

  private static void assertOnlyWhatIsNamed(HttpResponse<String> answer) {
    Set<String> names = new TreeSet<>();
    answer.headers().map().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    names.removeAll(
        Set.of(
            "content-type",
            "content-length",
            "cache-control",
            "x-content-type-options",
            "location",
            "allow",
            "content-language"));
    assertEquals(Set.of(), names);
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    assertEquals("no-store", header(answer, "Cache-Control"));
    assertFalse(answer.headers().map().toString().contains(MARK));
  }

  private static void assertUntouched(String id) throws Exception {
    await().until(() -> relay.status(id).path("status").asText().equals("succeeded"));
    relay.success(id, "licrus");
    relay.success(id, "moka");
    assertNothingMarked();
  }

  private static void assertNothingMarked() throws Exception {
    for (PartnerStub.Request request : partner.asked("/")) {
      assertFalse(request.toString().contains(MARK), request::toString);
      assertTrue(
          Set.of("/licrus/ExternalCall/Create", "/moka/DealerCustomer/UpdateCustomer")
              .contains(request.path()),
          request::path);
      Set<String> names = new TreeSet<>(request.headers().keySet());
      names.removeAll(
          Set.of(
              "content-type",
              "content-length",
              "transfer-encoding",
              "host",
              "connection",
              "accept",
              "accept-encoding",
              "user-agent"));
      assertEquals(Set.of(), names);
    }
    for (Path file : relay.files(".")) {
      assertFalse(file.toString().contains(MARK), file::toString);
      if (file.toString().endsWith(".json")) {
        assertFalse(RunningRelay.read(file).toString().contains(MARK), file::toString);
      }
    }
  }
}
