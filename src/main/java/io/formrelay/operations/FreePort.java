package io.formrelay.operations;

import io.formrelay.watching.HeldPort;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;

/**
 * Whether the HTTP door can be opened: the server only logs that it cannot listen, and the relay
 * would run without its door. Known edge: another program may take the port between this look and
 * the server's start.
 */
final class FreePort {

  private FreePort() {}

  /**
   * Takes the port for a moment, without listening: who called in that moment would be let in and
   * cut off again.
   *
   * @throws SettingException where the host has no address
   * @throws IOException in one line that names the key, where nobody can listen there now
   */
  static void check(String host, int port) throws IOException {
    try {
      HeldPort.take(host, port).close();
    } catch (UnknownHostException e) {
      throw new SettingException("camel.server.host", "has no address");
    } catch (BindException e) {
      throw new BindException(
          "camel.server.port: cannot listen at " + host + ":" + port + ": " + e.getMessage());
    }
  }
}
