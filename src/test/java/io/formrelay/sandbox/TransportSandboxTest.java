package io.formrelay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both simulators answer when the server is in trouble. */
class TransportSandboxTest {

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    sandbox = new RunningSandbox();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 404, 408, 425, 429, 500, 502, 503, 504})
  void everyStatusCanBeAskedFor(int status) throws Exception {
    for (int time = 0; time < 2; time++) {
      HttpResponse<String> licrus = sandbox.postLicrus("SANDBOX-Http" + status);
      HttpResponse<String> moka =
          sandbox.postMoka("{\"CustomerCode\":\"SANDBOX-Http" + status + "\"}");

      assertEquals(status, licrus.statusCode());
      assertEquals(status, moka.statusCode());
      assertEquals(
          Set.of(429, 503).contains(status), moka.headers().firstValue("Retry-After").isPresent());
      assertEquals(status == 302, moka.headers().firstValue("Location").isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aStatusAgainstTheCredentialsIsGivenOnce(int status) throws Exception {
    assertEquals(status, sandbox.postLicrus("SANDBOX-Http" + status).statusCode());
    assertEquals("Success", sandbox.licrus("SANDBOX-Http" + status).code());
    assertEquals(
        status, sandbox.postMoka("{\"CustomerCode\":\"SANDBOX-Http" + status + "\"}").statusCode());
    assertEquals("Success", sandbox.mokaMarked("Http" + status).code());
  }

  @Test
  void anUnreadableAnswerIsAPageOfHtml() throws Exception {
    HttpResponse<String> answer = sandbox.postLicrus("SANDBOX-Unreadable");

    assertEquals(200, answer.statusCode());
    assertEquals("<html><body>Sandbox</body></html>", answer.body());
    assertEquals(
        answer.body(), sandbox.postMoka("{\"CustomerCode\":\"SANDBOX-Unreadable\"}").body());
  }

  @Test
  void aHangingAnswerDoesNotComeInTime() throws Exception {
    HttpRequest hanging =
        sandbox
            .request("licrus", sandbox.payload("licrus", "{\"CustomerAddress\":\"SANDBOX-Hangs\"}"))
            .timeout(Duration.ofMillis(700))
            .build();

    assertThrows(HttpTimeoutException.class, () -> sandbox.send(hanging));
    assertEquals("Success", sandbox.licrus("not marked").code());
  }

  @Test
  void nothingOfTheRequestComesBackInHeaders() throws Exception {
    HttpRequest request =
        sandbox
            .request("moka", sandbox.payload("moka", "{\"CustomerCode\":\"C-1\"}"))
            .header("Authorization", "Bearer secret")
            .header("Cookie", "a=b")
            .build();
    HttpResponse<String> answer = sandbox.send(request);

    assertEquals(
        "application/json; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(Set.of("content-type", "content-length"), answer.headers().map().keySet());
  }
}
