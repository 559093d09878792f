package io.formrelay.running;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.operations.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.awaitility.Awaitility;

/**
 * The shipped relay, run inside a test with its shipped routes and configuration, and what people
 * do with it: call the HTTP door, drop files, look at receipts.
 */
public final class RunningRelay implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What takes longer on a busy machine has not happened. */
  private static final Duration WAIT = Duration.ofMinutes(3);

  /** Not HTTP/2: there the JDK writes header names in the default locale, as in x-apı-key. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path data;
  private final int port;
  private final Relay relay;

  private RunningRelay(Path data, int port, Relay relay) {
    this.data = data;
    this.port = port;
    this.relay = relay;
  }

  /**
   * Starts a relay.
   *
   * @param data the folder of everything it keeps
   * @param partners the address under which both partners are stubbed: {@code <address>/licrus} and
   *     {@code <address>/moka}
   * @param more settings that come before those the tests share
   */
  public static RunningRelay start(Path data, String partners, Map<String, String> more)
      throws Exception {
    return start(data, partners, more, Clock.systemUTC());
  }

  /** Starts a relay that goes by a clock of the test's own. */
  public static RunningRelay start(
      Path data, String partners, Map<String, String> more, Clock clock) throws Exception {
    int port = ClosedPort.choose();
    Map<String, String> settings = SharedSettings.with(more, data, port, partners);
    Awaitility.setDefaultTimeout(WAIT);
    Relay relay = new Relay(settings, clock);
    relay.start();
    return new RunningRelay(data, port, relay);
  }

  /** The folder of everything the relay keeps. */
  public Path data() {
    return data;
  }

  /** The address of a path at the HTTP door. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The relay itself. */
  public Relay relay() {
    return relay;
  }

  /** Posts JSON, with headers given as name, value, name, value. */
  public HttpResponse<String> post(String json, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/submissions")).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(json)));
  }

  /** Sends any request. */
  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.timeout(WAIT).build(), BodyHandlers.ofString());
  }

  /** Sends any request, and takes the answer's body as it comes. */
  public HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) throws Exception {
    return http.send(request.timeout(WAIT).build(), BodyHandlers.ofByteArray());
  }

  /** Where a submission stands, as {@code GET /submissions/{id}} tells it. */
  public JsonNode status(String id) {
    try {
      return json(send(HttpRequest.newBuilder(uri("/submissions/" + id))).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where one delivery of a submission stands, as in {@code succeeded}. */
  public String state(String id, String target) {
    return status(id).path("deliveries").path(target).path("status").asText();
  }

  /** Posts a submission that is accepted, and tells its id. */
  public String accepted(String json) throws Exception {
    HttpResponse<String> answer = post(json);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return json(answer.body()).get("id").asText();
  }

  /** Posts a submission and waits until all of it has ended; tells where it stands then. */
  public JsonNode ended(String json) throws Exception {
    HttpResponse<String> answer = post(json, "Prefer", "wait=60");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return json(answer.body());
  }

  /** What the health check of a target says, as in {@code UP}. */
  public String health(String target) {
    return HealthCheckRegistry.get(relay.context())
        .getCheck("target-" + target)
        .orElseThrow()
        .call()
        .getState()
        .name();
  }

  /** What a health check says is wrong, as {@code ledger}; empty while it is up. */
  public String trouble(String check) {
    HealthCheck.Result result =
        HealthCheckRegistry.get(relay.context()).getCheck(check).orElseThrow().call();
    return result.getState() == HealthCheck.State.UP ? "" : result.getMessage().orElse("?");
  }

  /** The receipt of a dead letter, once it is filed. */
  public JsonNode deadLetter(String id, String target) {
    Path file = data.resolve("dead-letter").resolve(target).resolve(id + ".json");
    await().until(() -> Files.exists(file));
    return read(file);
  }

  /** Moves the receipt of a dead letter back into the inbox, as an operator does. */
  public void replay(String id, String target) throws IOException {
    Files.move(
        data.resolve("dead-letter").resolve(target).resolve(id + ".json"),
        data.resolve("inbox").resolve(id + ".json"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** The receipt of a success, once it is filed. */
  public JsonNode success(String id, String target) {
    List<Path> found =
        await()
            .until(
                () ->
                    files("success/" + target).stream()
                        .filter(file -> file.endsWith(id + ".json"))
                        .toList(),
                receipts -> !receipts.isEmpty());
    return read(found.get(0));
  }

  /** Drops a file into the inbox, whole or not at all. */
  public void drop(String name, String content) throws IOException {
    Path hidden = data.resolve("inbox").resolve("." + name);
    Files.writeString(hidden, content);
    Files.move(hidden, data.resolve("inbox").resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The files below a folder of the data folder, in the order of their paths; not those that are
   * still being written.
   */
  public List<Path> files(String folder) throws IOException {
    return FilesBelow.find(data.resolve(folder));
  }

  /** The receipts below a folder, as in {@code success/licrus}. */
  public List<JsonNode> receipts(String folder) throws IOException {
    return files(folder).stream().map(RunningRelay::read).toList();
  }

  /** A file's content as JSON. */
  public static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text as JSON. */
  public static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /** Ends it as SIGTERM would. */
  @Override
  public void close() {
    relay.close();
  }
}
