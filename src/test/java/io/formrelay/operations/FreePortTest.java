package io.formrelay.operations;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.running.ClosedPort;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The look whether the door's port is free. */
class FreePortTest {

  @Test
  void nobodyWhoCallsInThatMomentIsLetInAndCutOff() throws Exception {
    int port = ClosedPort.choose();
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<Boolean> caller = new FutureTask<>(() -> getsIn(port, over));
    new Thread(caller, "caller").start();
    for (int look = 0; look < 5_000; look++) {
      FreePort.check("127.0.0.1", port);
    }
    over.set(true);
    assertFalse(caller.get());
  }

  @Test
  void aPortAtWhichSomebodyListensIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String said =
          assertThrows(BindException.class, () -> FreePort.check("127.0.0.1", other.getLocalPort()))
              .getMessage();
      assertTrue(said.startsWith("camel.server.port: cannot listen at 127.0.0.1:"), said);
    }
  }

  @Test
  void aPortWhoseConnectionsAreJustOverIsFree() throws Exception {
    int port;
    try (ServerSocket before = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = before.getLocalPort();
      try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
        before.accept().close();
        caller.getInputStream().read();
      }
    }
    FreePort.check("127.0.0.1", port);
  }

  private static boolean getsIn(int port, AtomicBoolean over) throws IOException {
    while (!over.get()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return true;
      } catch (ConnectException nobodyListens) {
        Thread.onSpinWait();
      }
    }
    return false;
  }
}
