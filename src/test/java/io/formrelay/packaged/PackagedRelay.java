package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged relay as a running process, and what people and machines do to it. */
public final class PackagedRelay implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long to wait for what must come: machines that test are busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** How long the relay may take to end, as it promises. */
  /** The 30 seconds that are promised, and ten for a machine that stands still meanwhile. */
  private static final Duration END = Duration.ofSeconds(40);

  private static final String OPEN = "FormRelay takes submissions at";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path output;
  private final int port;
  private final DataFolder data;
  private Duration end = PATIENCE;

  static {
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  PackagedRelay(Process process, Path output, int port, DataFolder data) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.data = data;
  }

  /** Waits until it says that its doors are open. */
  void awaitOpen() {
    await()
        .pollInterval(Duration.ofMillis(25))
        .until(() -> !process.isAlive() || output().contains(OPEN));
    assertTrue(process.isAlive(), () -> "the relay ended: " + output());
  }

  /** Everything it has written to its standard output and its standard error. */
  public String output() {
    try {
      // While it writes, the file may end in the middle of a character.
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, line by line. */
  List<String> lines() {
    return output().lines().toList();
  }

  /** The number of its process. */
  long pid() {
    return process.pid();
  }

  /** Whether it ends by itself within a time. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end; once it was told to end, little longer than its operators do. */
  public int exitCode() {
    assertTrue(endsWithin(end), () -> "still runs after " + end + ": " + output());
    return process.exitValue();
  }

  /** SIGTERM. */
  public void terminate() {
    end = END;
    process.destroy();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    assertTrue(endsWithin(PATIENCE), "still runs after a kill -9");
  }

  /** Posts a submission, with headers given as name, value, name, value. */
  HttpResponse<String> post(String json, String... headers) throws IOException {
    HttpRequest.Builder request =
        request("/submissions").header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(json)));
  }

  /** Gets a path. */
  HttpResponse<String> get(String path) throws IOException {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where a submission stands, as {@code GET /submissions/{id}} tells it. */
  JsonNode status(String id) {
    try {
      return JSON.readTree(get("/submissions/" + id).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where one delivery of a submission stands. */
  JsonNode delivery(String id, String target) {
    return status(id).path("deliveries").path(target);
  }

  /** Waits until a delivery has come to a state, as in {@code succeeded}; tells all about it. */
  JsonNode awaitState(String id, String target, String state) {
    await().until(() -> delivery(id, target).path("status").asText().equals(state));
    return delivery(id, target);
  }

  DataFolder data() {
    return data;
  }

  /** Ends it, whatever it does, and forgets what it said. */
  @Override
  public void close() throws IOException {
    kill();
    Files.delete(output);
  }
}
