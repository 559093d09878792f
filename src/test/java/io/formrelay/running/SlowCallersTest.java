package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers that hold on to the HTTP door without getting anywhere, and calls that are too large. */
class SlowCallersTest {

  private static final int MOST = 250;

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;
  private static RunningRelay relay;
  private final List<Socket> open = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    relay =
        RunningRelay.start(
            data,
            PARTNERS.baseUrl(),
            Map.of("door.patience", "3s", "door.connections", Integer.toString(MOST)));
  }

  @AfterAll
  static void end() {
    relay.close();
  }

  @BeforeEach
  void partnersAnswer() {
    PARTNERS.stubFor(Door.success());
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private Socket say(String text) throws IOException {
    Socket socket = new Socket("127.0.0.1", relay.uri("/").getPort());
    open.add(socket);
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** All that comes until the relay hangs up. */
  private static String heard(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder heard = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        heard.append((char) next);
      }
    } catch (SocketException reset) {
      // hung up, too
    }
    return heard.toString();
  }

  /**
   * Hands in a form over a connection of its own: one that rests here is hung up on, perhaps just
   * as it is used again.
   */
  private void assertTaken(int status) throws IOException {
    String heard =
        heard(
            say(
                "POST /submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + (status == 200 ? "Prefer: wait=50\r\n" : "")
                    + "Connection: close\r\nContent-Length: 18\r\n\r\n{\"DeviceCount\": 1}"));
    assertTrue(heard.startsWith("HTTP/1.1 " + status + " "), heard);
  }

  private static String slowBody() {
    return "POST /submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: 40\r\n\r\n{\"Custo";
  }

  @Test
  void whoSaysNothingOrNeverEndsTheHeadIsHungUpOn() throws Exception {
    Socket silent = say("");
    Socket halfWay = say("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\nX-A: ");
    Socket answered = say("GET /submissions/x HTTP/1.1\r\nHost: x\r\n\r\n");

    assertEquals("", heard(silent));
    assertEquals("", heard(halfWay));
    assertTrue(heard(answered).startsWith("HTTP/1.1 404 "));
  }

  @Test
  void whoDripsAHeadIsHungUpOnAllTheSame() throws Exception {
    Socket dripping = say("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\nX-A: ");
    dripping.setSoTimeout(100);
    boolean hungUp = false;
    for (int i = 0; i < 600 && !hungUp; i++) {
      try {
        dripping.getOutputStream().write('a');
        hungUp = dripping.getInputStream().read() < 0;
      } catch (SocketTimeoutException stillThere) {
        hungUp = false;
      } catch (SocketException reset) {
        hungUp = true;
      }
    }
    assertTrue(hungUp);
  }

  @Test
  void whoDripsABodyIsAnswered408AndHungUpOn() throws Exception {
    String heard = heard(say(slowBody()));

    assertTrue(heard.startsWith("HTTP/1.1 408 "), heard);
    assertTrue(heard.contains("application/problem+json"), heard);
  }

  @Test
  void moreSlowBodiesThanTheRelayHasThreadsHoldNobodyUp() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      slow.add(say(slowBody()));
    }
    assertTaken(200);
    // None of them had been given up by the time the other caller was served.
    slow.get(0).getOutputStream().write(("m".repeat(33)).getBytes(StandardCharsets.US_ASCII));
    String heard = heard(slow.get(199));
    assertTrue(heard.startsWith("HTTP/1.1 408 "), heard);
  }

  @Test
  void whenTooManyAreOpenTheOneThatWasWaitedForLongestMakesRoom() throws Exception {
    for (int i = 0; i < MOST + 50; i++) {
      say("");
    }
    assertTaken(202);
    assertEquals("", heard(open.get(0)));
  }

  @ParameterizedTest
  @CsvSource({"/%zz, 400", "/submissions/%zz, 400", "*, 404", "/submissions/%, 400"})
  void aPathThatMakesNoSenseIsAnsweredAsAProblem(String path, int status) throws Exception {
    assertProblem(status, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  @Test
  void tooLongAPathAndTooLargeHeadersAreAnsweredAsProblems() throws Exception {
    assertProblem(414, "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertProblem(431, "GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(9_000) + "\r\n\r\n");
    assertProblem(431, "GET / HTTP/1.1\r\nHost: x\r\n" + "X-A: b\r\n".repeat(2_000) + "\r\n");
  }

  @Test
  void whatIsNotHttpIsAnsweredOrHungUpOn() throws Exception {
    assertProblem(400, "NONSENSE\r\n\r\n");
    assertProblem(400, "GET / HTTP/1.1\r\n\r\n");
    assertFalse(heard(say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).contains("HTTP/1.1 2"));
  }

  @Test
  void whoTellsTheLengthOfABodyInTwoWaysIsAnswered400AndHungUpOn() throws Exception {
    String next = "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n";
    for (String lengths :
        List.of(
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n")) {
      String heard =
          heard(
              say("POST /submissions HTTP/1.1\r\nHost: x\r\n" + lengths + "\r\n0\r\n\r\n" + next));
      assertTrue(heard.startsWith("HTTP/1.1 400 "), heard);
      assertEquals(1, heard.split("HTTP/1.1 ", -1).length - 1, heard);
    }
  }

  @Test
  void whoReadsNoAnswersIsHungUpOnBeforeTheyPileUp() throws Exception {
    Socket deaf = say("");
    byte[] calls =
        "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
            .repeat(1_000)
            .getBytes(StandardCharsets.US_ASCII);

    assertThrows(
        SocketException.class,
        () -> {
          for (int i = 0; i < 2_000; i++) {
            deaf.getOutputStream().write(calls);
          }
        });
  }

  private void assertProblem(int status, String request) throws IOException {
    String heard = heard(say(request));
    assertTrue(heard.matches("(?s)HTTP/1[.][01] " + status + " .*"), heard);
    assertTrue(heard.contains("application/problem+json"), heard);
    assertTrue(heard.contains("\"status\":" + status), heard);
  }
}
