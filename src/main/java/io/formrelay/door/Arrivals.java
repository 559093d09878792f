package io.formrelay.door;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * Receives every call before its route begins: finds out who calls, has the form of those who may
 * come in arrive whole, and tells browsers what they may do with the answer.
 *
 * <p>This happens on the server's event loop, so that callers who send slowly hold none of the
 * threads on which the routes run. What was found is kept for the route's own steps, which refuse
 * or go on.
 */
public final class Arrivals implements Handler<RoutingContext> {

  private final Doorkeeper keeper;
  private final BodyBytes bytes;
  private final Connections connections;
  private final Map<HttpServerRequest, Arrival> waiting = new ConcurrentHashMap<>();

  /**
   * Receives.
   *
   * @param keeper says who may come in
   * @param patience how long a form may take to arrive
   * @param connections is told which connections are at work
   */
  public Arrivals(Doorkeeper keeper, Duration patience, Connections connections) {
    this.keeper = keeper;
    this.bytes = new BodyBytes(patience);
    this.connections = connections;
  }

  /** The call that an exchange is about. */
  Arrival of(Exchange exchange) {
    return of(HttpRequests.of(exchange));
  }

  /** A call that has been received. */
  Arrival of(HttpServerRequest request) {
    return waiting.get(request);
  }

  @Override
  public void handle(RoutingContext call) {
    HttpServerRequest request = call.request();
    connections.begin(request.connection());
    call.addEndHandler(
        ended -> {
          waiting.remove(request);
          connections.end(request.connection());
        });
    HttpServerResponse response = request.response();
    response.putHeader("X-Content-Type-Options", "nosniff");
    String origin = request.getHeader("Origin");
    keeper.origins().tell(origin, request);
    try {
      Caller caller = keeper.check(request);
      if (caller.isBrowser() && Doorkeeper.isPreflight(origin, request)) {
        keeper.origins().answerPreflight(request);
      } else if (request.method().equals(HttpMethod.POST)) {
        bytes.read(
            call.vertx(),
            request,
            (body, problem) -> next(call, new Arrival(caller, body, problem)));
      } else {
        next(call, new Arrival(caller, null, null));
      }
    } catch (Problem refused) {
      next(call, new Arrival(null, null, refused));
    }
  }

  private void next(RoutingContext call, Arrival arrival) {
    if (arrival.problem() != null && arrival.problem().status() == 408) {
      call.addEndHandler(answered -> call.request().connection().close());
    }
    waiting.put(call.request(), arrival);
    call.next();
  }
}
