package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.FutureTask;
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
    int port = ClosedPort.choose();
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

  /** The server looks for a route when the head of a call is there, and the body may come later. */
  @Test
  void whoseFormIsOnItsWayWhileTheDoorOpensIsNotTurnedAway() throws Exception {
    PARTNERS.stubFor(Door.success());
    int port = ClosedPort.choose();
    FutureTask<Socket> early = new FutureTask<>(() -> beginToCall(port));
    new Thread(early, "early-caller").start();
    RunningRelay relay =
        RunningRelay.start(
            data, PARTNERS.baseUrl(), Map.of("camel.server.port", Integer.toString(port)));
    try (Socket call = early.get()) {
      call.getOutputStream().write("{\"DeviceCount\": 1}".getBytes(StandardCharsets.UTF_8));
      String line =
          new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      assertTrue(
          line != null && (line.startsWith("HTTP/1.1 202") || line.startsWith("HTTP/1.1 503")),
          () -> "answered " + line);
    } finally {
      relay.close();
    }
  }

  private static Socket beginToCall(int port) throws IOException {
    while (true) {
      try {
        Socket call = new Socket(InetAddress.getLoopbackAddress(), port);
        call.getOutputStream()
            .write(
                """
                POST /submissions HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Type: application/json\r
                Content-Length: 18\r
                \r
                """
                    .getBytes(StandardCharsets.UTF_8));
        return call;
      } catch (ConnectException notOpen) {
        Thread.onSpinWait();
      }
    }
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
}
