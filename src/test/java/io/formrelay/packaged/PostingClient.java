package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A sender that posts one submission after the other and asks again, whatever becomes of the relay,
 * until each was acknowledged. Every fourth has no SubmissionId and is a new one each time it is
 * sent; the others are repeated under their own.
 */
final class PostingClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAUSE_MS = 60;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::post, "posting-client");
  private final URI door;
  private final int posts;

  PostingClient(int port, int posts) {
    this.door = URI.create("http://127.0.0.1:" + port + "/submissions");
    this.posts = posts;
    thread.setDaemon(true);
  }

  /** A form for Licrus, for Moka or for both, by its number; Address and name are its name. */
  static String form(String id, String name, int number) {
    String licrus =
        """
        , "CustomerFullName": "%s", "CustomerMobilePhone": "5301231212", "ProductNameList": ["W"]\
        """
            .formatted(name);
    String moka = ", \"CustomerCode\": \"%s\"".formatted(name);
    return """
        {"SubmissionId": "%s", "Address": "%s", "Targets": %s%s%s}\
        """
        .formatted(
            id,
            name,
            targets(number).stream().sorted().map(each -> '"' + each + '"').toList(),
            targets(number).contains("licrus") ? licrus : "",
            targets(number).contains("moka") ? moka : "");
  }

  private static Set<String> targets(int number) {
    return switch (number % 3) {
      case 0 -> Set.of("licrus");
      case 1 -> Set.of("moka");
      default -> Set.of("licrus", "moka");
    };
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped.countDown();
  }

  /** Waits until the last one was acknowledged. */
  void awaitEnd() {
    await().until(() -> !thread.isAlive());
  }

  /** The targets of each submission that was acknowledged, by its id. */
  Map<String, Set<String>> acknowledged() {
    return acknowledged;
  }

  private void post() {
    try {
      for (int number = 0; number < posts; number++) {
        int tries = 0;
        while (!isAcknowledged(number, tries)) {
          tries++;
          if (stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
            return;
          }
        }
        stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAcknowledged(int number, int tries) throws InterruptedException {
    boolean named = number % 4 != 0;
    String name = "Post " + number + (named ? "" : " try " + tries);
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(form(named ? "post-" + number : "", name, number)))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        return false;
      }
      acknowledged.put(JSON.readTree(answer.body()).path("id").asText(), targets(number));
      return true;
    } catch (IOException relayIsAway) {
      return false;
    }
  }
}
