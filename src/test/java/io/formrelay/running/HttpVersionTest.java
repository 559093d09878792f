package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.formrelay.FormRelay;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Callers that offer to upgrade a connection to HTTP/2, as Java's own client does by itself. */
class HttpVersionTest {

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir Path data;

  private final HttpClient upgrading = HttpClient.newBuilder().version(Version.HTTP_2).build();

  @Test
  void aCallerThatWouldUpgradeIsServedInTheVersionItHas() throws Exception {
    PARTNERS.stubFor(Door.success());
    try (RunningRelay relay = RunningRelay.start(data, PARTNERS.baseUrl(), Map.of())) {
      URI submissions = relay.uri("/submissions");
      assertEquals(202, post(submissions, "{\"CustomerCode\": \"V-1\"}").statusCode());
      HttpResponse<String> second = post(submissions, "{\"CustomerCode\": \"V-2\"}");
      assertEquals(202, second.statusCode(), second.body());
      assertEquals(Version.HTTP_1_1, second.version());
      assertProblem(413, post(submissions, " ".repeat(300_000)));
      assertProblem(400, post(submissions, ""));
      assertProblem(422, post(submissions, "{}"));
      assertProblem(405, post(relay.uri("/openapi.yaml"), "{}"));
      assertEquals(200, get(relay.uri("/openapi.yaml")).statusCode());
      assertProblem(404, get(relay.uri("/submissions/unknown")));
    }
  }

  @Test
  void onATurkishMachineTheKeyIsKnownToCallersThatUpgradeToo() throws Exception {
    int port = ClosedPort.choose();
    Path out = data.resolve("out.txt");
    Process relay =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-cp",
                System.getProperty("java.class.path"),
                "-Drelay.data=" + data,
                "-Drelay.api-key=Door-Key-9",
                "-Dcamel.server.host=127.0.0.1",
                "-Dcamel.server.port=" + port,
                "-Dcamel.management.port=0",
                "-Dlicrus.enabled=false",
                "-Dmoka.enabled=false",
                FormRelay.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      URI description = URI.create("http://127.0.0.1:" + port + "/openapi.yaml");
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> Files.readString(out).contains("FormRelay takes submissions at"));
      assertProblem(401, get(description));
      for (String name : List.of("X-API-Key", "X-Api-Key", "x-api-key")) {
        // A new client each: the header is spoilt, if it is, in the call that upgrades.
        HttpResponse<String> answer =
            HttpClient.newBuilder()
                .version(Version.HTTP_2)
                .build()
                .send(
                    HttpRequest.newBuilder(description).header(name, "Door-Key-9").build(),
                    BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), name);
      }
    } finally {
      relay.destroy();
      if (!relay.waitFor(30, TimeUnit.SECONDS)) {
        relay.destroyForcibly().waitFor();
      }
    }
  }

  private HttpResponse<String> post(URI uri, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return upgrading.send(request.build(), BodyHandlers.ofString());
  }
}
