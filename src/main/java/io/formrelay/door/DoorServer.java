package io.formrelay.door;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Vert.x under Camel's HTTP servers, which sets for them what Camel has no setting for: how
 * many connections there may be, how long the head of a call may take, that a connection speaks
 * HTTP/1.1 and so carries one call at a time, and how a call is answered that cannot be read.
 *
 * <p>Camel makes its servers by a plain {@link Vertx#createHttpServer(HttpServerOptions)}, so that
 * call is the place to do it.
 */
public final class DoorServer implements AutoCloseable {

  private static final long LOOK_EVERY_MS = 1_000;

  /** Until its handshake is done a connection counts nowhere. */
  private static final long HANDSHAKE_MS = 10_000;

  private final Vertx vertx;
  private final int port;
  private final Connections connections;
  private final Duration patience;
  private final UnreadableCalls unreadable;

  /**
   * Makes it; nothing listens yet.
   *
   * @param options how many threads there are
   * @param port the door's port; servers on other ports have no limits
   * @param connections the door's connections
   * @param patience how long a handshake and the head of a call may take
   */
  public DoorServer(VertxOptions options, int port, Connections connections, Duration patience) {
    this.vertx = Vertx.vertx(options);
    this.port = port;
    this.connections = connections;
    this.patience = patience;
    this.unreadable = new UnreadableCalls(port);
    vertx.setPeriodic(
        Math.max(50, Math.min(LOOK_EVERY_MS, patience.toMillis() / 4)),
        look -> connections.closeLate());
  }

  /** What Camel is to make its servers by. */
  public Vertx vertx() {
    return proxy(
        VertxInternal.class,
        vertx,
        (method, arguments) ->
            method.equals("createHttpServer") && arguments.length == 1
                ? server((HttpServerOptions) arguments[0])
                : null);
  }

  private HttpServer server(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
    options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    options.setSslHandshakeTimeout(Math.min(HANDSHAKE_MS, patience.toMillis()));
    HttpServer server = vertx.createHttpServer(options).invalidRequestHandler(unreadable::answer);
    return proxy(
        HttpServer.class,
        server,
        (method, arguments) -> {
          if (method.equals("requestHandler") && arguments.length == 1) {
            server.requestHandler(answering(arguments[0]));
            return server(server, options);
          }
          return null;
        });
  }

  @SuppressWarnings("unchecked")
  private Handler<HttpServerRequest> answering(Object handler) {
    if (handler instanceof Router router) {
      router.errorHandler(400, unreadable::answer).errorHandler(404, unreadable::answer);
    }
    return (Handler<HttpServerRequest>) handler;
  }

  /** The server once it knows its calls: what is left to come is on which port it listens. */
  private HttpServer server(HttpServer server, HttpServerOptions options) {
    return proxy(
        HttpServer.class,
        server,
        (method, arguments) -> {
          if (method.equals("listen") && arguments.length > 1 && arguments[0].equals(port)) {
            server.connectionHandler(
                connection -> {
                  OneLengthDecoder.replaceIn(connection, options);
                  connections.add(connection);
                });
          }
          return null;
        });
  }

  /** Does a call's own work, or returns null where the call is to go on as it is. */
  private interface Aside {
    Object call(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Object real, Aside aside) {
    InvocationHandler calls =
        (self, method, arguments) -> {
          Object own = aside.call(method.getName(), arguments == null ? new Object[0] : arguments);
          try {
            return own != null ? own : method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(DoorServer.class.getClassLoader(), new Class<?>[] {type}, calls));
  }

  /** Ends its threads; the servers are closed by then. */
  @Override
  public void close() throws ExecutionException, TimeoutException {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
