package io.formrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.chaos.Book.Visit;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A partner on the loopback that outlives the relay: it does its work when a request has arrived,
 * writes that in its book, and then answers, or not, as luck and the sky have it.
 */
final class Partner implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String target;
  private final Book book;
  private final Seeds seeds;
  private final Clock clock;
  private final long timeoutMs;
  private final HeldPort port = new HeldPort(0);
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "partner");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Sky sky = Sky.FAIR;
  private ServerSocket server;

  /** Opens a partner; the relay waits for it no longer than the timeout. */
  Partner(String target, Book book, Seeds seeds, Clock clock, long timeoutMs) throws IOException {
    this.target = target;
    this.book = book;
    this.seeds = seeds;
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    open();
  }

  String target() {
    return target;
  }

  String url() {
    return "http://127.0.0.1:" + port.address().getPort();
  }

  /** Changes how it is. */
  synchronized void under(Sky next) throws IOException {
    sky = next;
    if (next == Sky.CLOSED) {
      shut();
    } else if (server.isClosed()) {
      open();
    }
  }

  private void open() throws IOException {
    ServerSocket opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(port.address(), 100);
    server = opened;
    threads.execute(() -> accept(opened));
  }

  private void shut() throws IOException {
    Instant from = clock.instant();
    server.close();
    for (Socket each : connections) {
      each.close();
    }
    book.trouble(target, from, clock.instant());
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket socket = from.accept();
        connections.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the sky has changed
    }
  }

  private void serve(Socket socket) {
    Instant accepted = clock.instant();
    boolean fresh = true;
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<WireRequest> request = WireRequest.read(in);
      while (request.isPresent()) {
        fresh = false;
        if (!answer(socket, request.get().body())) {
          return;
        }
        request = WireRequest.read(in);
      }
    } catch (EOFException half) {
      fresh = true;
    } catch (IOException broken) {
      book.trouble(target, clock.instant(), clock.instant());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
      if (fresh) {
        book.trouble(target, accepted, clock.instant());
      }
    }
  }

  /** Whether the connection goes on. */
  private boolean answer(Socket socket, byte[] request) throws IOException, InterruptedException {
    Sky above = sky;
    Visit visit = visit(request, above);
    byte[] answer = Answers.to(visit, request);
    switch (visit.behaviour()) {
      case SLOW -> pass(20 + Math.floorMod(visit.name().hashCode(), 300));
      case TOO_SLOW, HANGS -> pass(timeoutMs + 300);
      case DONE_AND_DROPPED, DROPPED -> {
        return reset(socket);
      }
      case CUT -> {
        socket.getOutputStream().write(Arrays.copyOf(answer, answer.length - 20));
        return reset(socket);
      }
      default -> pass(above == Sky.SLUGGISH ? timeoutMs / 2 : 0);
    }
    socket.getOutputStream().write(answer);
    return visit.behaviour() != Behaviour.RUBBISH;
  }

  private Visit visit(byte[] body, Sky above) throws IOException {
    JsonNode request = JSON.readTree(body);
    JsonNode customer = request.path("DealerCustomerRequest");
    boolean moka = !customer.isMissingNode();
    String name = (moka ? customer.path("Address") : request.path("CustomerFullName")).asText();
    return book.visit(
        target,
        name,
        moka ? customer.path("CustomerCode").asText() : "",
        clock.instant(),
        nth ->
            switch (above) {
              case CALM -> Behaviour.FAST;
              case UNAUTHORISED -> Behaviour.UNAUTHORISED;
              case DOWN -> Behaviour.UNAVAILABLE;
              default -> Behaviour.draw(seeds.of(target + " " + name + " " + nth));
            });
  }

  private void pass(long millis) throws InterruptedException {
    over.await(millis, TimeUnit.MILLISECONDS);
  }

  private static boolean reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    return false;
  }

  @Override
  public synchronized void close() {
    over.countDown();
    threads.shutdownNow();
    try {
      shut();
      port.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
