package io.formrelay.door;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers calls that the server cannot read, and which therefore come to no route: 414 where the
 * path has more than 4 KiB, 431 where the headers have more than 8 KiB, else 400.
 */
final class UnreadableCalls {

  private final ProblemJson json = new ProblemJson();
  private final int port;

  /** Answers for a server; the door is the one on this port. */
  UnreadableCalls(int port) {
    this.port = port;
  }

  /** One whose head is broken; where the next one begins cannot be told. */
  void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    json.answer(request.response(), problem(cause));
    request.connection().close();
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new Problem(414, "The path has more than 4 KiB.");
    }
    return cause instanceof TooLongHttpHeaderException
        ? new Problem(431, "The headers have more than 8 KiB.")
        : Problem.unreadable();
  }

  /** One whose path or host makes no sense, or that is for no path at all. */
  void answer(RoutingContext call) {
    if (!call.response().ended()) {
      json.answer(
          call.response(),
          call.statusCode() == 404 ? nowhere(call.request()) : Problem.unreadable());
    }
  }

  /** Whoever calls the door finds something there, if only a 404 of its own, once it is open. */
  private Problem nowhere(HttpServerRequest request) {
    boolean opening = request.localAddress().port() == port && request.path().startsWith("/");
    return opening ? Problem.notNow() : Problem.nothingHere();
  }
}
