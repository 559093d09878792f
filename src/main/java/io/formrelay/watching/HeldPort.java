package io.formrelay.watching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port that is kept for a server which listens there some seconds later. Nobody else is given it,
 * and nobody listens yet: who calls is refused, and not let in and cut off.
 */
public final class HeldPort implements AutoCloseable {

  private final Socket socket;

  private HeldPort(Socket socket) {
    this.socket = socket;
  }

  /**
   * Takes a port.
   *
   * @param port 0 for any that is free
   * @throws IOException where it is taken, or the host has no address
   */
  public static HeldPort take(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
    try {
      return new HeldPort(bound(address, false));
    } catch (BindException e) {
      // Connections that are just over keep only those away who do not share. Who does share may
      // meet another here; then the second one cannot listen.
      return new HeldPort(bound(address, true));
    }
  }

  private static Socket bound(InetSocketAddress address, boolean shared) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setReuseAddress(shared);
      socket.bind(address);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Its number. */
  public int number() {
    return socket.getLocalPort();
  }

  /** Lets go of it, once or more. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
