package io.formrelay.watching;

import io.vertx.core.Vertx;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationProviderFactory;

/**
 * The port on which the relay is watched: Camel's management server with its health checks, a guard
 * before everything, and the relay's own pages.
 */
public final class ManagementPort implements AutoCloseable {

  private final WatchingSettings settings;
  private final String token;
  private final List<ManagementPage> pages;
  private final IntConsumer whenOpen;
  private HeldPort held;

  /**
   * Serves these pages beside Camel's health checks.
   *
   * @param token what is as good as the key while this relay runs
   * @param whenOpen told the port when it answers
   */
  public ManagementPort(
      WatchingSettings settings, String token, List<ManagementPage> pages, IntConsumer whenOpen) {
    this.settings = settings;
    this.token = token;
    this.pages = List.copyOf(pages);
    this.whenOpen = whenOpen;
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
    held = hold();
    ManagementHttpServer server = new Server(pages, whenOpen);
    server.setCamelContext(context);
    server.setHost(settings.host());
    server.setPort(held.number());
    server.setPath("/");
    server.setHealthCheckEnabled(true);
    server.setHealthPath("/observe/health");
    server.setFileUploadEnabled(false);
    guard(server);
    context.addService(server, true, true);
    return held.number();
  }

  private HeldPort hold() throws IOException {
    if (settings.port().isPresent()) {
      return hold(settings.port().getAsInt());
    }
    try {
      return hold(WatchingSettings.USUAL_PORT);
    } catch (IOException e) {
      return hold(0);
    }
  }

  /** Seconds pass until the server listens; meanwhile nobody else shall take the port. */
  private HeldPort hold(int port) throws IOException {
    try {
      return HeldPort.take(settings.host(), port);
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

  /**
   * Camel puts what authenticates before everything else, right before it listens: then the port is
   * let go.
   */
  private void guard(ManagementHttpServer server) {
    AuthenticationConfigEntry entry = new AuthenticationConfigEntry();
    entry.setPath("/*");
    entry.setAuthenticationProviderFactory(
        new AuthenticationProviderFactory() {
          @Override
          public AuthenticationProvider createAuthenticationProvider(Vertx vertx) {
            close();
            return null;
          }
        });
    entry.setAuthenticationHandlerFactory(
        new AuthenticationHandlerFactory() {
          @Override
          public <T extends AuthenticationProvider>
              AuthenticationHandler createAuthenticationHandler(T provider) {
            return new Guard(settings.key(), token);
          }
        });
    server.getConfiguration().getAuthenticationConfig().getEntries().add(entry);
    server.getConfiguration().getAuthenticationConfig().setEnabled(true);
  }

  /** Lets go of the port where the server has not come to listen there. */
  @Override
  public void close() {
    if (held != null) {
      held.close();
    }
  }

  /** Camel's server, with the relay's own pages beside Camel's. */
  private static final class Server extends ManagementHttpServer {

    private final List<ManagementPage> pages;
    private final IntConsumer whenOpen;

    Server(List<ManagementPage> pages, IntConsumer whenOpen) {
      this.pages = pages;
      this.whenOpen = whenOpen;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      if (getRouter().getServer().getServer().actualPort() <= 0) {
        throw new BindException(
            "camel.management.port: cannot listen at " + getHost() + ":" + getPort());
      }
      pages.forEach(page -> page.mount(getRouter()));
      whenOpen.accept(getPort());
    }
  }
}
