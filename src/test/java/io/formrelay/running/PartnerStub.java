package io.formrelay.running;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A partner's server on the loopback, down to the socket: it answers as a test tells it, for better
 * or worse, and remembers all that it was asked.
 */
final class PartnerStub implements AutoCloseable {

  /**
   * What the relay asked.
   *
   * @param at when the whole request had come in
   * @param connection the number of the connection it came over, the first being 1
   * @param headers by their names in lower case
   */
  record Request(
      Instant at,
      int connection,
      String method,
      String path,
      Map<String, String> headers,
      String body) {

    /** Whether the word stands in the body as a whole JSON text. */
    boolean says(String word) {
      return body.contains('"' + word + '"');
    }
  }

  /** Answers one request. */
  @FunctionalInterface
  interface Answer {
    void give(StubLine line) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Answer>> answers = new LinkedHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Answer usual = Answers.SUCCESS;

  /** Listens on any free port. */
  PartnerStub() {
    this(0);
  }

  /** Listens on this port. */
  PartnerStub(int port) {
    try {
      server = new ServerSocket(port, 200, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::listen);
  }

  /** The address both partners have here, as {@link RunningRelay#start} wants it. */
  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Answers requests that say this word with these one after the other; the last one stays. */
  void when(String word, Answer... inTurn) {
    synchronized (answers) {
      answers.put(word, new ArrayDeque<>(List.of(inTurn)));
    }
  }

  /** Answers everything else like this; with success unless told otherwise. */
  void usually(Answer answer) {
    usual = answer;
  }

  /** What has been asked under this path, in the order in which it came in. */
  List<Request> asked(String path) {
    return asked.stream().filter(each -> each.path().startsWith(path)).toList();
  }

  /** What has been asked that says this word. */
  List<Request> askedAbout(String word) {
    return asked.stream().filter(each -> each.says(word)).toList();
  }

  /** How many connections there have been. */
  int connections() {
    return connections.get();
  }

  /** How many connections are open on this side. */
  int openConnections() {
    return open.size();
  }

  /** The most requests that waited for their answers at the same time. */
  int mostUnderWay() {
    return most.get();
  }

  /** The requests that wait for their answers now. */
  int underWay() {
    return underWay.get();
  }

  private void listen() {
    while (closing.getCount() > 0) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        if (closing.getCount() == 0) {
          socket.close();
          return;
        }
        threads.execute(() -> serve(socket, connections.incrementAndGet()));
      } catch (IOException | RejectedExecutionException over) {
        return;
      }
    }
  }

  private void serve(Socket socket, int connection) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!socket.isClosed()) {
        Request request = read(in, connection);
        if (request == null) {
          return;
        }
        asked.add(request);
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        StubLine line = new StubLine(request, socket, closing, underWay::decrementAndGet);
        try {
          answer(request).give(line);
        } finally {
          line.answered();
        }
      }
    } catch (IOException | InterruptedException over) {
      // the relay hung up, or the test is over
    } finally {
      open.remove(socket);
    }
  }

  private Answer answer(Request request) {
    synchronized (answers) {
      for (Map.Entry<String, Deque<Answer>> each : answers.entrySet()) {
        if (request.says(each.getKey())) {
          Deque<Answer> inTurn = each.getValue();
          return inTurn.size() > 1 ? inTurn.remove() : inTurn.element();
        }
      }
    }
    return usual;
  }

  private static Request read(InputStream in, int connection) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    String[] words = first.split(" ");
    return new Request(
        Instant.now(),
        connection,
        words[0],
        words[1],
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      next = in.read();
    }
    return next < 0 ? null : line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
