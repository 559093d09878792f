package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that the door is not there for, or that it takes from nobody. */
class HttpProblemTest {

  @TempDir static Path data;

  @RegisterExtension
  static final OpenDoor DOOR = new OpenDoor(() -> data, Map.of("licrus.enabled", "false"));

  @Test
  void withoutAConfiguredKeyACallFromAPageIsRefused() throws Exception {
    assertProblem(
        403, DOOR.submit(Door.JSON, "{\"DeviceCount\": 1}", "Origin", "https://a.example"));
    assertProblem(403, DOOR.call("GET", "/openapi.yaml", "Origin", "https://a.example"));
  }

  @Test
  void withoutAConfiguredKeyTheFormIsShownToNobodyBehindAProxy() throws Exception {
    for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")) {
      assertEquals(403, DOOR.call("GET", "/", header, "192.0.2.1").statusCode(), header);
      assertEquals(
          403,
          DOOR.call("POST", "/dealer", "Content-Type", Door.FORM, header, "192.0.2.1").statusCode(),
          header);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/submissions, POST",
    "/submissions/, POST",
    "/submissions/some-id, GET",
    "/openapi.yaml, GET",
    "/submission.schema.json, GET"
  })
  void anotherMethodIsAnswered405WithTheOneThatIsAllowed(String path, String allowed)
      throws Exception {
    for (String method :
        List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PURGE")) {
      if (!method.equals(allowed)) {
        HttpResponse<String> answer = DOOR.call(method, path, "CamelHttpMethod", allowed);
        assertEquals(405, answer.statusCode(), method);
        assertEquals(allowed, header(answer, "Allow"), method);
        assertEquals("application/problem+json", header(answer, "Content-Type"), method);
        if (!method.equals("HEAD")) {
          assertProblem(405, answer);
        }
      }
    }
  }

  @Test
  void aMethodInTheQueryIsNoMethod() throws Exception {
    assertProblem(405, DOOR.call("GET", "/submissions?CamelHttpMethod=POST"));
  }

  @Test
  void anUnknownPathIsAnswered404() throws Exception {
    for (String path :
        List.of("/x", "/submissions/a/b", "/openapi.yml", "/pom.xml", "/config/openapi.yaml")) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        assertProblem(404, DOOR.call(method, path));
      }
    }
  }

  @Test
  void aConnectionOnWhichABodyWasNotWantedServesTheNextCall() throws Exception {
    byte[] large = new byte[3_000_000];
    for (String path : List.of("/submissions/x", "/openapi.yaml", "/unknown")) {
      for (String method : List.of("GET", "PUT")) {
        DOOR.call(method, path, Door.JSON, BodyPublishers.ofByteArray(large));
        assertProblem(404, DOOR.call("GET", "/submissions/unknown"));
      }
    }
  }
}
