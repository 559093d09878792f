package io.formrelay.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port of this machine on which nobody listens yet. It lies below those from which the system
 * takes a caller's own end: a caller who tries such a port again and again while it is closed may
 * at last be given it for his own end, and speak to himself.
 */
public final class ClosedPort {

  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_768;
  private static final int TRIES = 100;

  /**
   * Tests run in more than one process at once, and seconds pass until a port that was chosen is
   * listened on: each process has ports of its own, and takes them in turn.
   */
  private static final int PROCESSES = 4;

  private static final int OURS = Integer.getInteger("test.fork", 0) % PROCESSES;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(ABOVE_HIGHEST - LOWEST));

  private ClosedPort() {}

  /**
   * A port from 20000 to 32767 that could be bound just now.
   *
   * @throws UncheckedIOException if none of a hundred ports could be bound
   */
  public static int choose() {
    IOException last = null;
    for (int tried = 0; tried < TRIES; tried++) {
      int turn = NEXT.getAndIncrement() * PROCESSES + OURS;
      int port = LOWEST + Math.floorMod(turn, ABOVE_HIGHEST - LOWEST);
      try (ServerSocket bound = new ServerSocket(port)) {
        return bound.getLocalPort();
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new UncheckedIOException(last);
  }
}
