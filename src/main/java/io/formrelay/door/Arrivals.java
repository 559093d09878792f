package io.formrelay.door;

import io.formrelay.failpoint.FailPoint;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * Receives calls before their routes begin: tells browsers what they may do with the answer, finds
 * out who hands in a form, and has the form of those who may come in arrive whole.
 *
 * <p>This happens on the server's event loop, so that callers who send slowly hold none of the
 * threads on which the routes run. What was found is kept for the route's own steps, which refuse
 * or go on.
 */
public final class Arrivals {

  /** Where forms are handed in. */
  static final String SUBMISSIONS = "/submissions";

  private static final Arrival EXPECTED = new Arrival(null, null, null);

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

  /** Stands before all routes of the door. */
  void attach(Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::begin);
    router.route(SUBMISSIONS).order(Integer.MIN_VALUE + 1).handler(this::receive);
    for (String form : keeper.pages().forms()) {
      router.route(form).order(Integer.MIN_VALUE + 1).handler(this::receive);
    }
  }

  /**
   * Who makes a call.
   *
   * @throws Problem where the caller may not come in
   */
  Caller caller(HttpServerRequest request) {
    Arrival arrival = waiting.get(request);
    if (arrival == null) {
      return keeper.check(request);
    }
    if (arrival.caller() == null) {
      throw arrival.problem();
    }
    return arrival.caller();
  }

  /**
   * What a caller handed in.
   *
   * @throws Problem where it did not come in whole
   */
  byte[] body(Exchange exchange) {
    Arrival arrival = waiting.get(HttpRequests.of(exchange));
    if (arrival == null || arrival.body() == null) {
      throw arrival == null || arrival.problem() == null ? Problem.unreadable() : arrival.problem();
    }
    return arrival.body();
  }

  private void begin(RoutingContext call) {
    HttpServerRequest request = call.request();
    if (request.response().writeQueueFull()) {
      // Who sends call upon call and reads no answer would have them pile up here.
      request.connection().close();
      return;
    }
    connections.begin(request.connection());
    call.addEndHandler(ended -> connections.end(request.connection()));
    hangUpOnStrangers(call);
    request.response().putHeader("X-Content-Type-Options", "nosniff");
    keeper.origins().tell(request);
    call.next();
  }

  /** Who shows no key gets one answer a connection, after which it is closed. */
  private static void hangUpOnStrangers(RoutingContext call) {
    HttpServerRequest request = call.request();
    call.addHeadersEndHandler(
        head -> {
          if (call.response().getStatusCode() == 401) {
            call.response().putHeader("Connection", "close");
          }
        });
    call.addEndHandler(
        answered -> {
          if (call.response().getStatusCode() == 401) {
            afterBody(request, () -> request.connection().close());
          }
        });
  }

  /** A caller who is still sending when the connection closes may lose the answer. */
  private static void afterBody(HttpServerRequest request, Runnable then) {
    if (request.isEnded()) {
      then.run();
    } else {
      request.endHandler(end -> then.run());
    }
  }

  private void receive(RoutingContext call) {
    HttpServerRequest request = call.request();
    waiting.put(request, EXPECTED);
    call.addEndHandler(ended -> waiting.remove(request));
    try {
      Caller caller = keeper.check(request);
      if (caller.isBrowser() && Doorkeeper.isPreflight(request)) {
        keeper.origins().answerPreflight(request);
      } else if (isPost(request)) {
        FailPoint.HEAD_READ.reached();
        read(call, caller, null);
      } else {
        goOn(call, new Arrival(caller, null, null));
      }
    } catch (Problem refused) {
      if (refused.status() == 429 && keeper.pages().isForm(request) && isPost(request)) {
        // A person gets back what was typed.
        read(call, null, refused);
      } else {
        goOn(call, new Arrival(null, null, refused));
      }
    }
  }

  private static boolean isPost(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST);
  }

  private void read(RoutingContext call, Caller caller, Problem refused) {
    bytes.read(
        call.vertx(),
        call.request(),
        (body, problem) ->
            goOn(call, new Arrival(caller, body, problem == null ? refused : problem)));
  }

  /** A call whose connection was lost meanwhile is expected no more. */
  private void goOn(RoutingContext call, Arrival arrival) {
    if (waiting.replace(call.request(), arrival) != null) {
      if (arrival.problem() != null && arrival.problem().status() == 408) {
        call.addEndHandler(answered -> call.request().connection().close());
      }
      call.next();
    }
  }
}
