package io.formrelay.running;

import io.formrelay.running.PartnerStub.Request;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The line over which a stubbed partner answers one request. */
final class StubLine {

  private final Request request;
  private final Socket socket;
  private final CountDownLatch closing;
  private final Runnable ended;
  private boolean answered;

  StubLine(Request request, Socket socket, CountDownLatch closing, Runnable ended) {
    this.request = request;
    this.socket = socket;
    this.closing = closing;
    this.ended = ended;
  }

  /** What is answered. */
  Request request() {
    return request;
  }

  /** Answers; with headers given as name, value, name, value. */
  void answer(int status, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Stubbed\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    if (status != 204) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    head.append("\r\n").append(status == 204 ? "" : body);
    send(head.toString());
  }

  /** Sends these characters and no others. */
  void send(String text) throws IOException {
    answered();
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Ends the connection in order. */
  void hangUp() throws IOException {
    answered();
    socket.close();
  }

  /** Breaks the connection. */
  void reset() throws IOException {
    answered();
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Does nothing for a while; not once the test is over. */
  void rest(long millis) throws InterruptedException {
    if (closing.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the test is over");
    }
  }

  /** The request waits no longer: its answer begins. */
  void answered() {
    if (!answered) {
      answered = true;
      ended.run();
    }
  }
}
