package io.formrelay.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback that stays ours while nobody listens on it: bound, so that nobody else is
 * given it and no connection is made from it to itself, and not listening, so that who comes is
 * refused. Whoever listens with SO_REUSEADDR, as servers do, can still take it.
 */
final class HeldPort implements AutoCloseable {

  private final Socket socket = new Socket();

  /** Holds a port; any free one for 0. */
  HeldPort(int port) throws IOException {
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** The address to listen on. */
  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
