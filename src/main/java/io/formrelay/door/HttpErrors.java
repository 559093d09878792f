package io.formrelay.door;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every call received before its route begins, and gives what the HTTP server answers by
 * itself, beside any route, the same shape as the routes' answers: an unknown path, a failure.
 */
public final class HttpErrors extends ServiceSupport {

  private static final Logger LOG = LoggerFactory.getLogger(HttpErrors.class);
  private static final Pattern ROUTED = Pattern.compile("/submissions(/[^/]+)?");

  private final CamelContext context;
  private final int port;
  private final Arrivals arrivals;
  private final ProblemJson json = new ProblemJson();

  /** Speaks for the server on this port. */
  public HttpErrors(CamelContext context, int port, Arrivals arrivals) {
    this.context = context;
    this.port = port;
    this.arrivals = arrivals;
  }

  @Override
  protected void doStart() {
    VertxPlatformHttpRouter router =
        VertxPlatformHttpRouter.lookup(
            context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
    router.route().failureHandler(this::failed);
    router.route().order(Integer.MAX_VALUE).handler(this::unknownPath);
    router.route().order(Integer.MIN_VALUE).handler(this::whileItIsOpen);
    arrivals.attach(router);
  }

  /** The server listens before the routes are all there, and after the first has gone. */
  private void whileItIsOpen(RoutingContext call) {
    if (context.isStarted()) {
      call.next();
    } else {
      call.request().resume();
      answer(call, Problem.notNow());
    }
  }

  private void unknownPath(RoutingContext call) {
    try {
      arrivals.caller(call.request());
      answer(call, notFound(call));
    } catch (Problem shut) {
      answer(call, shut);
    }
  }

  /**
   * A path that has a route can be missed only by a call that came just before the door was open:
   * the server looks for the routes first of all.
   */
  private Problem notFound(RoutingContext call) {
    boolean routed = ROUTED.matcher(call.normalizedPath()).matches();
    return routed ? Problem.notNow() : Problem.nothingHere();
  }

  private void failed(RoutingContext call) {
    int status = call.statusCode() < 400 ? 500 : call.statusCode();
    if (status >= 500) {
      LOG.error("a call at the HTTP door failed with {}", status, call.failure());
    }
    Problem problem =
        switch (status) {
          case 400 -> Problem.unreadable();
          case 404 -> notFound(call);
          case 413 -> Problem.tooLarge();
          default -> new Problem(status, "The relay failed.");
        };
    answer(call, problem);
  }

  private void answer(RoutingContext call, Problem problem) {
    if (!call.response().ended()) {
      json.answer(call.response(), problem);
    }
  }
}
