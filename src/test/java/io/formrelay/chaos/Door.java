package io.formrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The relay's HTTP door, as its callers know it: it may be away at any moment. */
final class Door {

  /** The key that callers show. */
  static final String KEY = "chaos-api-key-0123456789abcdef0123456789";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI door;

  Door(int port) {
    this.door = URI.create("http://127.0.0.1:" + port + "/submissions");
  }

  /**
   * What the relay said.
   *
   * @param status the HTTP status
   * @param json the body
   */
  record Answer(int status, JsonNode json) {

    /** Whether the submission is promised to be delivered. */
    boolean accepted() {
      return status / 100 == 2;
    }

    /** The submission's id. */
    String id() {
      return json.path("id").asText();
    }
  }

  /**
   * Posts a form.
   *
   * @param asForm whether as browsers do
   * @param wait for how many seconds the outcome is waited for; 0 for not at all
   * @return empty where the connection was refused or broke: it may have been taken or not
   */
  Optional<Answer> post(Form form, boolean asForm, int wait) throws InterruptedException {
    return sent(request(form, asForm, wait));
  }

  /** Posts a form without waiting for the answer. */
  CompletableFuture<Optional<Answer>> begin(Form form) {
    return http.sendAsync(request(form, false, 0), BodyHandlers.ofByteArray())
        .handle((answer, thrown) -> thrown == null ? read(answer) : Optional.empty());
  }

  /** Asks where a submission stands. */
  Optional<Answer> status(String id) throws InterruptedException {
    return sent(request(URI.create(door + "/" + id)).build());
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Authorization", "Bearer " + KEY);
  }

  private HttpRequest request(Form form, boolean asForm, int wait) {
    HttpRequest.Builder request =
        request(door)
            .header(
                "Content-Type", asForm ? "application/x-www-form-urlencoded" : "application/json");
    if (form.key() != null) {
      request.header("Idempotency-Key", form.key());
    }
    if (wait > 0) {
      request.header("Prefer", "wait=" + wait);
    }
    return request.POST(BodyPublishers.ofString(asForm ? form.urlEncoded() : form.json())).build();
  }

  private Optional<Answer> sent(HttpRequest request) throws InterruptedException {
    try {
      return read(http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  private static Optional<Answer> read(HttpResponse<byte[]> answer) {
    try {
      return Optional.of(new Answer(answer.statusCode(), JSON.readTree(answer.body())));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
