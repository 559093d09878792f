package io.formrelay.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A port that is kept until its server listens. */
class HeldPortTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void whoCallsBeforeTheServerListensIsRefusedAndNotLetInAndCutOff() throws Exception {
    try (HeldPort held = HeldPort.take("127.0.0.1", 0)) {
      assertThrows(ConnectException.class, () -> new Socket(HERE, held.number()).close());
    }
  }

  @Test
  void itIsGivenToNobodyElse() throws Exception {
    try (HeldPort held = HeldPort.take("127.0.0.1", 0)) {
      assertThrows(BindException.class, () -> HeldPort.take("127.0.0.1", held.number()));
      assertThrows(BindException.class, () -> new ServerSocket(held.number(), 1, HERE).close());
    }
  }

  @Test
  void aPortAtWhichSomebodyListensIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, HERE)) {
      assertThrows(BindException.class, () -> HeldPort.take("127.0.0.1", other.getLocalPort()));
    }
  }

  @Test
  void itMayBeOneWhoseConnectionsAreJustOver() throws Exception {
    int port;
    try (ServerSocket before = new ServerSocket(0, 1, HERE)) {
      port = before.getLocalPort();
      try (Socket caller = new Socket(HERE, port)) {
        before.accept().close();
        assertEquals(-1, caller.getInputStream().read());
      }
    }
    HeldPort.take("127.0.0.1", port).close();
  }

  @Test
  void theServerListensOnceItIsLetGo() throws Exception {
    HeldPort held = HeldPort.take("127.0.0.1", 0);
    held.close();
    try (ServerSocket server = new ServerSocket(held.number(), 1, HERE)) {
      assertEquals(held.number(), server.getLocalPort());
    }
  }
}
