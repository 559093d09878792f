package io.formrelay.watching;

import io.vertx.core.Vertx;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationProviderFactory;

/**
 * The port on which the relay is watched: Camel's management server with its health checks, a guard
 * before everything, and the relay's own pages.
 */
public final class ManagementPort {

  private final WatchingSettings settings;
  private final List<ManagementPage> pages;

  /** Serves these pages beside Camel's health checks. */
  public ManagementPort(WatchingSettings settings, List<ManagementPage> pages) {
    this.settings = settings;
    this.pages = List.copyOf(pages);
  }

  /**
   * Opens the port when the context starts. Where the settings name none and the usual one is
   * taken, as by another relay on this machine, it is any free one.
   *
   * @return the port
   * @throws IOException in one line that names the key, where nobody can listen there
   * @throws Exception where the server could not be started
   */
  public int open(CamelContext context) throws Exception {
    int port = port();
    ManagementHttpServer server = new Server(pages);
    server.setCamelContext(context);
    server.setHost(settings.host());
    server.setPort(port);
    server.setPath("/");
    server.setHealthCheckEnabled(true);
    server.setHealthPath("/observe/health");
    server.setFileUploadEnabled(false);
    guard(server);
    context.addService(server, true, true);
    return port;
  }

  private int port() throws IOException {
    if (settings.port().isPresent()) {
      return free(settings.port().getAsInt());
    }
    try {
      return free(WatchingSettings.USUAL_PORT);
    } catch (IOException e) {
      return free(0);
    }
  }

  /** Known edge: another program may take the port between this look and the server's start. */
  private int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BindException(
          "camel.management.port: cannot listen at "
              + settings.host()
              + ":"
              + port
              + ": "
              + e.getMessage());
    }
  }

  /** Camel puts what authenticates before everything else and before anybody can call. */
  private void guard(ManagementHttpServer server) {
    Guard guard = new Guard(settings.key());
    AuthenticationConfigEntry entry = new AuthenticationConfigEntry();
    entry.setPath("/*");
    entry.setAuthenticationProviderFactory(
        new AuthenticationProviderFactory() {
          @Override
          public AuthenticationProvider createAuthenticationProvider(Vertx vertx) {
            return null;
          }
        });
    entry.setAuthenticationHandlerFactory(
        new AuthenticationHandlerFactory() {
          @Override
          public <T extends AuthenticationProvider>
              AuthenticationHandler createAuthenticationHandler(T provider) {
            return guard;
          }
        });
    server.getConfiguration().getAuthenticationConfig().getEntries().add(entry);
    server.getConfiguration().getAuthenticationConfig().setEnabled(true);
  }

  /** Camel's server, with the relay's own pages beside Camel's. */
  private static final class Server extends ManagementHttpServer {

    private final List<ManagementPage> pages;

    Server(List<ManagementPage> pages) {
      this.pages = pages;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      pages.forEach(page -> page.mount(getRouter()));
    }
  }
}
