package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.ops.ManagementFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An operator at the management port of a relay. Whatever is answered below {@code /operations} is
 * as {@code config/operations.yaml} has it, or the test fails.
 */
final class Management {

  private static final OperationsApi API = new OperationsApi();

  private final RunningRelay relay;
  private final ManagementFile file;

  /** Finds the port by the file that the relay keeps for commands. */
  Management(RunningRelay relay) throws Exception {
    this.relay = relay;
    this.file = ManagementFile.read(relay.data()).orElseThrow();
  }

  String token() {
    return file.token();
  }

  String url() {
    return file.url();
  }

  /** Calls with the token, under the name of Ayşe. */
  HttpResponse<String> call(String method, String path, String body) throws Exception {
    return call(method, path, body, "Authorization", "Bearer " + token(), "X-Operator", "ayse");
  }

  /** Calls with these headers; a body is JSON, with single quotes for double ones. */
  HttpResponse<String> call(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(file.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> answer =
        relay.send(
            request.method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.replace('\'', '"'))));
    API.assertDescribed(method, path, answer);
    return answer;
  }

  HttpResponse<String> get(String path) throws Exception {
    return call("GET", path, null);
  }

  /** What is answered, where it is what was asked for. */
  JsonNode read(String path) throws Exception {
    return good(get(path));
  }

  JsonNode act(String path, String body) throws Exception {
    return good(call("POST", path, body));
  }

  private static JsonNode good(HttpResponse<String> answer) throws Exception {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return RunningRelay.json(answer.body());
  }

  /** Sees to it that an answer is a problem in whose words this one is. */
  static void assertProblem(int status, String word, HttpResponse<String> answer) throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = RunningRelay.json(answer.body());
    assertEquals(status, problem.path("status").asInt());
    assertTrue(problem.path("detail").asText().contains(word), problem::toString);
  }

  /** The audit log's lines, oldest first. */
  static List<JsonNode> audit(Path data) throws Exception {
    return Files.readAllLines(data.resolve("audit/audit.log")).stream()
        .map(
            line -> {
              try {
                return RunningRelay.json(line);
              } catch (IOException e) {
                throw new AssertionError(line, e);
              }
            })
        .toList();
  }
}
