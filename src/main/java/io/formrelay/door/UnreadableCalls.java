package io.formrelay.door;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
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
    if (cause instanceof TooLongHttpLineException) {
      answer(request, new Problem(414, "The path has more than 4 KiB."));
    } else if (cause instanceof TooLongHttpHeaderException) {
      answer(request, new Problem(431, "The headers have more than 8 KiB."));
    } else {
      answer(request, unreadable());
    }
    request.connection().close();
  }

  /** One whose path or host makes no sense, or that is for no path at all. */
  void answer(RoutingContext call) {
    if (!call.response().ended()) {
      answer(call.request(), call.statusCode() == 404 ? nowhere(call.request()) : unreadable());
    }
  }

  /** Whoever calls the door finds something there, if only a 404 of its own, once it is open. */
  private Problem nowhere(HttpServerRequest request) {
    boolean opening = request.localAddress().port() == port && request.path().startsWith("/");
    return opening ? Problem.notNow() : new Problem(404, "There is nothing here.");
  }

  private static Problem unreadable() {
    return new Problem(400, "The request cannot be read.");
  }

  private void answer(HttpServerRequest request, Problem problem) {
    problem.headers().forEach(request.response()::putHeader);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", ProblemJson.TYPE)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(Buffer.buffer(json.write(problem)));
  }
}
