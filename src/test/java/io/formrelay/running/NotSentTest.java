package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The request surely did not leave: it is safe to try again at either partner. */
class NotSentTest {

  @TempDir Path data;

  @Test
  void aConnectionThatIsRefusedIsTriedAgainUntilTheRetriesAreSpent() throws Exception {
    assertTriedThreeTimes("http://127.0.0.1:" + ClosedPort.choose(), "ConnectionRefused");
  }

  @Test
  void aHostWithoutAnAddressIsTriedAgainUntilTheRetriesAreSpent() throws Exception {
    assertTriedThreeTimes("http://partner.invalid", "UnknownHost");
  }

  @Test
  void aPartnerThatSpeaksNoTlsIsTriedAgainAndGetsNoRequest() throws Exception {
    try (PlainServer plain = new PlainServer()) {
      assertTriedThreeTimes(plain.address(), "TlsFailure");
    }
  }

  @Test
  void aConnectionThatIsNotMadeInTimeIsTriedAgainUntilTheRetriesAreSpent() throws Exception {
    try (FullServer full = new FullServer()) {
      assumeTrue(full.isFull(), "this system makes connections that nobody has room for");
      assertTriedThreeTimes(
          full.address(), "ConnectTimeout", Map.of("licrus.timeout", "1s", "moka.timeout", "1s"));
    }
  }

  private void assertTriedThreeTimes(String partners, String code) throws Exception {
    assertTriedThreeTimes(partners, code, Map.of());
  }

  private void assertTriedThreeTimes(String partners, String code, Map<String, String> more)
      throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("retry.delays", "30ms,30ms");
    try (RunningRelay relay = RunningRelay.start(data, partners, settings)) {
      String id = relay.ended(Forms.both("Deneme Müşteri", "C-1")).path("id").asText();
      for (String target : List.of("licrus", "moka")) {
        JsonNode letter = relay.deadLetter(id, target);
        assertAll(
            () -> assertEquals("RetriesExhausted", letter.path("resultCode").asText()),
            () ->
                assertEquals(
                    List.of(code, code, code),
                    letter.path("attempts").findValues("resultCode").stream()
                        .map(JsonNode::asText)
                        .toList()),
            () -> assertEquals("null", letter.at("/attempts/0/httpStatus").toString()));
      }
    }
  }

  /** Says something that is no TLS to everyone who connects. */
  private static final class PlainServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final Thread thread = new Thread(this::answer, "plain-server");

    PlainServer() throws IOException {
      thread.start();
    }

    String address() {
      return "https://127.0.0.1:" + server.getLocalPort();
    }

    private void answer() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          socket.getInputStream().read();
          socket.getOutputStream().write("HTTP/1.1 400 Plain\r\n\r\n".getBytes("US-ASCII"));
        } catch (IOException over) {
          // the next one, if the test goes on
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** Has a queue of connections that is full and never taken from. */
  private static final class FullServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> waiting = new ArrayList<>();

    FullServer() throws IOException {}

    String address() {
      return "http://127.0.0.1:" + server.getLocalPort();
    }

    boolean isFull() throws IOException {
      while (waiting.size() < 20) {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
          socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 300);
        } catch (SocketTimeoutException full) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : waiting) {
        socket.close();
      }
      server.close();
    }
  }
}
