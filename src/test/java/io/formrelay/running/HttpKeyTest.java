package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpKeyTest {

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND");

  @TempDir static Path data;

  @RegisterExtension
  static final OpenDoor DOOR =
      new OpenDoor(
          () -> data, Map.of("relay.api-key", "Door-Key-7", "camel.server.host", "127.0.0.1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/submissions",
        "/submissions/",
        "//submissions",
        "/submissions//",
        "/submissions/some-id",
        "/submissions/some-id/",
        "/submissions/some-id/more",
        "/submissions/../x",
        "/submissions/%2e%2e/x",
        "/submissions/..%2fopenapi.yaml",
        "/submissions;x=1",
        "/SUBMISSIONS",
        "/openapi.yaml",
        "/openapi.yaml/",
        "/./openapi.yaml",
        "/submission.schema.json",
        "/observe/health",
        "/observe/jolokia/list",
        "/favicon.ico",
        "/pom.xml",
        "/config/application.properties",
        "/unknown?X-API-Key=Door-Key-7"
      })
  void withoutTheKeyNoPathAndNoMethodTellsAnything(String path) throws Exception {
    for (String method : METHODS) {
      HttpResponse<String> answer = DOOR.call(method, path);
      assertProblem(401, answer);
      assertEquals("Bearer", header(answer, "WWW-Authenticate"), method);
    }
    HttpResponse<String> head = DOOR.call("HEAD", path);
    assertEquals(401, head.statusCode());
  }

  @Test
  void eitherHeaderOpensTheDoorInWhateverCaseTheSchemeIsWritten() throws Exception {
    for (String value :
        List.of(
            "Bearer Door-Key-7", "bearer Door-Key-7", "BEARER Door-Key-7", "bEaReR  Door-Key-7 ")) {
      assertEquals(200, DOOR.call("GET", "/openapi.yaml", "Authorization", value).statusCode());
    }
    assertEquals(200, DOOR.call("GET", "/openapi.yaml", "X-API-Key", "Door-Key-7").statusCode());
    assertEquals(200, DOOR.call("GET", "/openapi.yaml", "x-api-key", "Door-Key-7").statusCode());
    assertEquals(
        200,
        DOOR.call("GET", "/openapi.yaml", "X-API-Key", "Door-Key-7", "Authorization", "Basic eA==")
            .statusCode());
    assertEquals(
        404, DOOR.call("GET", "/submissions/unknown", "X-API-Key", "Door-Key-7").statusCode());
    assertProblem(404, DOOR.call("GET", "/unknown", "X-API-Key", "Door-Key-7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer door-key-7",
        "Bearer DOOR-KEY-7",
        "Bearer Door-Key-77",
        "Bearer Door-Key-",
        "Bearer Door-Key-7 Door-Key-7",
        "Bearer \"Door-Key-7\"",
        "Basic Door-Key-7",
        "Door-Key-7",
        "BearerDoor-Key-7",
        "Token Door-Key-7"
      })
  void anyOtherAuthorizationLeavesItShut(String value) throws Exception {
    assertProblem(401, DOOR.call("GET", "/openapi.yaml", "Authorization", value));
  }

  @Test
  void theKeyCountsNowhereElse() throws Exception {
    for (String query :
        List.of(
            "X-API-Key=Door-Key-7", "x-api-key=Door-Key-7", "Authorization=Bearer+Door-Key-7")) {
      assertProblem(401, DOOR.call("GET", "/openapi.yaml?" + query));
      assertProblem(401, DOOR.call("GET", "/submissions/x?" + query));
    }
    assertProblem(401, DOOR.call("GET", "/openapi.yaml", "Cookie", "X-API-Key=Door-Key-7"));
    assertProblem(
        401, DOOR.submit(Door.JSON, "{\"CustomerCode\": \"C\", \"X-API-Key\": \"Door-Key-7\"}"));
    DOOR.stubs().verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void nothingOfALargeBodyIsReadBeforeTheKeyIsShown() throws Exception {
    assertProblem(401, DOOR.submit(Door.JSON, "x".repeat(2_000_000)));
    assertProblem(401, DOOR.submitChunked(Door.JSON, new byte[200_000]));
    assertProblem(401, DOOR.submit("text/plain", "x"));
    String answer =
        DOOR.raw(
            "POST /submissions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Length: 1000\r\n\r\nonly this");
    assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
  }

  @Test
  void aPathThatCannotBeDecodedTellsNothingEither() throws Exception {
    String answer =
        DOOR.raw("GET /submissions/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
  }
}
