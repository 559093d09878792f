package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.ListedPage.KEY;
import static io.formrelay.running.ListedPage.PAGE;
import static io.formrelay.running.ListedPage.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are not listed, and what a listed one may not do without a key. */
class RefusedPageTest {

  @TempDir static Path data;
  @RegisterExtension static final ListedPage DOOR = new ListedPage(() -> data);

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
          DOOR.call(
              method, "/submissions", "Origin", origin, "Access-Control-Request-Method", "POST");
      assertProblem(403, answer);
      assertNull(header(answer, "Access-Control-Allow-Origin"));
    }
    assertProblem(403, DOOR.post(origin, form("Nobody"), "X-API-Key", KEY + "x"));
    HttpResponse<String> shown = DOOR.post(origin, form("With A Key"), "X-API-Key", KEY);
    assertEquals(202, shown.statusCode(), shown.body());
    assertNull(header(shown, "Access-Control-Allow-Origin"));
  }

  @Test
  void aListedPageMayDoNothingElseWithoutAKey() throws Exception {
    assertProblem(401, DOOR.call("GET", "/openapi.yaml", "Origin", PAGE));
    assertProblem(401, DOOR.call("DELETE", "/submissions", "Origin", PAGE));
    assertProblem(401, DOOR.call("POST", "/unknown", "Origin", PAGE));
    assertProblem(401, DOOR.call("GET", "/submissions/some-id", "Origin", PAGE));
    assertProblem(401, DOOR.submit(Door.JSON, form("No Origin")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/submissions/", "//submissions", "/./submissions", "/%73ubmissions"})
  void howeverThePathIsSpeltAFormWithoutAKeyIsAForm(String path) throws Exception {
    byte[] moka = "{\"CustomerCode\": \"spelt-moka\"}".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        DOOR.call("POST", path, Door.JSON, BodyPublishers.ofByteArray(moka), "Origin", PAGE);

    assertEquals("Targets", assertProblem(422, answer).at("/errors/0/field").asText());
  }

  @Test
  void aBrowserReadsNoSubmissionWhoseIdCouldBeGuessed() throws Exception {
    String json = "{\"SubmissionId\": \"order-17\", \"DeviceCount\": 1}";
    assertEquals(202, DOOR.submit(Door.JSON, json, "X-API-Key", KEY).statusCode());

    assertProblem(401, DOOR.call("GET", "/submissions/order-17", "Origin", PAGE));
    JsonNode problem = assertProblem(422, DOOR.post(PAGE, json));
    assertEquals("SubmissionId", problem.at("/errors/0/field").asText());
  }

  @Test
  void aBrowserReachesOnlyThePartnersThatAreOpenToIt() throws Exception {
    String json = "{\"CustomerCode\": \"browser-moka\", \"FirstName\": \"Mallory\"}";

    JsonNode problem = assertProblem(422, DOOR.post(PAGE, json));

    assertEquals("Targets", problem.at("/errors/0/field").asText());
    assertEquals(202, DOOR.post(PAGE, form("Behind It")).statusCode());
    DOOR.stubs()
        .verify(
            0,
            postRequestedFor(urlPathMatching("/moka/.*"))
                .withRequestBody(containing("browser-moka")));
  }

  @Test
  void theFieldsForTheDoorAreUnknownFieldsWhereAKeyIsShown() throws Exception {
    JsonNode problem =
        assertProblem(
            422,
            DOOR.submit(Door.JSON, "{\"DeviceCount\": 1, \"_website\": \"\"}", "X-API-Key", KEY));
    assertEquals("_website", problem.at("/errors/0/field").asText());
  }
}
