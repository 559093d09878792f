package io.formrelay.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.ops.ManagementFile;
import io.formrelay.watching.Operator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Speaks to the relay that runs in the settings' data folder, as the user who runs the command.
 * Whatever goes wrong is a {@link CommandFailure}.
 */
final class ManagementClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  /** A text that is searched for in very many dead letters takes a while. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

  private final Path data;
  private final ManagementFile relay;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(LONGEST_CONNECT)
          .build();

  private ManagementClient(Path data, ManagementFile relay) {
    this.data = data;
    this.relay = relay;
  }

  /** Finds the relay. */
  static ManagementClient ofRunningRelay() {
    Path data = DataFolderSetting.read();
    try {
      return new ManagementClient(data, ManagementFile.read(data).orElseThrow(() -> none(data)));
    } catch (IOException e) {
      throw new CommandFailure(data.resolve(".management") + " cannot be read: " + e);
    }
  }

  /** Where it is managed. */
  ManagementFile relay() {
    return relay;
  }

  /** Looks at something. */
  JsonNode get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return send(request(query.isEmpty() ? path : path + "?" + query).GET());
  }

  /** Does something. */
  JsonNode post(String path, Map<String, String> body) {
    try {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops something. */
  JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  /** A part of a path. */
  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    Operator operator = Operator.ofCommand();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(relay.url() + path))
            .timeout(LONGEST_ANSWER)
            .header("Authorization", "Bearer " + relay.token())
            .header("User-Agent", "formrelay-command");
    if (operator.who() != null) {
      request.header("X-Operator", operator.who().replaceAll("[^ -~]", "?"));
    }
    return request;
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() < 300) {
        return JSON.readTree(answer.body());
      }
      throw refused(answer);
    } catch (ConnectException e) {
      throw none(data);
    } catch (IOException e) {
      throw new CommandFailure("the relay at " + relay.url() + " gave no answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }

  private CommandFailure refused(HttpResponse<String> answer) {
    if (answer.statusCode() == 401) {
      // After a crash another relay may listen where this one did.
      return new CommandFailure(
          "no relay runs in " + data + ": what answers at " + relay.url() + " is another one");
    }
    try {
      String detail = JSON.readTree(answer.body()).path("detail").asText();
      if (!detail.isEmpty()) {
        return new CommandFailure(detail);
      }
    } catch (JsonProcessingException noProblem) {
      // not the relay's own words
    }
    return new CommandFailure(relay.url() + " answered " + answer.statusCode());
  }

  private static CommandFailure none(Path data) {
    return new CommandFailure("no relay with a management port runs in " + data);
  }
}
