package io.formrelay.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of this machine on which nobody listens yet. It lies below those from which the system
 * takes a caller's own end: a caller who tries such a port again and again while it is closed may
 * at last be given it for his own end, and speak to himself.
 *
 * <p>It is given out once on this machine while these tests run: those in another process, which
 * look for theirs at the same time, would else now and then find the same one free. Whoever listens
 * with SO_REUSEADDR, as servers do, can take it, again and again.
 */
public final class ClosedPort {

  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_768;
  private static final int TRIES = 100;

  /** Bound and not listening: who calls is refused. The process's end lets go of them. */
  private static final Queue<Socket> HELD = new ConcurrentLinkedQueue<>();

  private ClosedPort() {}

  /**
   * A port from 20000 to 32767 that nobody else has bound or is given.
   *
   * @throws UncheckedIOException if none of a hundred ports could be bound
   */
  public static int choose() {
    IOException last = null;
    for (int tried = 0; tried < TRIES; tried++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE_HIGHEST);
      try {
        HELD.add(held(port));
        return port;
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new UncheckedIOException(last);
  }

  private static Socket held(int port) throws IOException {
    Socket socket = new Socket();
    try {
      // Alone there now; from here on together with one that listens.
      socket.setReuseAddress(false);
      socket.bind(new InetSocketAddress(port));
      socket.setReuseAddress(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
