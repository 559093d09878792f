package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Callers that come while the door is being opened or shut. */
class OpeningTest {

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir Path data;

  private final Set<Integer> answers = new ConcurrentSkipListSet<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void whoComesTooEarlyOrTooLateIsToldToComeAgain() throws Exception {
    PARTNERS.stubFor(Door.success());
    int port = freePort();
    Thread caller = new Thread(() -> callOnAndOn(port), "caller");
    caller.start();
    RunningRelay relay =
        RunningRelay.start(
            data, PARTNERS.baseUrl(), Map.of("camel.server.port", Integer.toString(port)));
    await().until(() -> answers.contains(202));
    relay.close();
    over.set(true);
    caller.join();

    Set<Integer> other = new TreeSet<>(answers);
    other.removeAll(Set.of(202, 503));
    assertEquals(Set.of(), other);
  }

  private void callOnAndOn(int port) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest form =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/submissions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"DeviceCount\": 1}"))
            .build();
    while (!over.get()) {
      try {
        answers.add(http.send(form, BodyHandlers.discarding()).statusCode());
      } catch (IOException notOpen) {
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
