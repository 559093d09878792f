package io.formrelay.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of this machine on which nobody listens yet. It lies below those from which the system
 * takes a caller's own end: a caller who tries such a port again and again while it is closed may
 * at last be given it for his own end, and speak to himself.
 *
 * <p>Seconds pass until a relay listens there, and two processes run tests at once: a port that was
 * chosen is chosen by nobody again while this process lives.
 */
public final class ClosedPort {

  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_768;
  private static final int TRIES = 100;

  /** One byte stands for each port; whose lock it is may have the port. */
  private static final FileChannel CHOSEN = chosen();

  private ClosedPort() {}

  /**
   * A port from 20000 to 32767 that could be bound just now, and that no test chose before.
   *
   * @throws UncheckedIOException if none of a hundred ports could be bound
   */
  public static int choose() {
    IOException last = null;
    for (int tried = 0; tried < TRIES; tried++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE_HIGHEST);
      if (!isMine(port)) {
        continue;
      }
      try (ServerSocket bound = new ServerSocket(port)) {
        return bound.getLocalPort();
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new UncheckedIOException(last == null ? new IOException("all are chosen") : last);
  }

  private static boolean isMine(int port) {
    try {
      return CHOSEN.tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException chosenBefore) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel chosen() {
    String name = "formrelay-tests-" + System.getProperty("user.name") + ".ports";
    try {
      return FileChannel.open(
          Path.of(System.getProperty("java.io.tmpdir"), name),
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
