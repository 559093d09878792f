package io.formrelay.door;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Takes in what a caller sends, up to the size that any submission may have. It comes in on the
 * server's event loop: a caller who sends it slowly holds no thread.
 */
final class BodyBytes {

  private static final int MOST = 64 * 1024;

  private final Duration patience;

  /** Waits so long for the last byte. */
  BodyBytes(Duration patience) {
    this.patience = patience;
  }

  /**
   * Takes a request's body in; to be called on its event loop.
   *
   * @param then is called once, there: with the body, or with the problem 413 where it is too
   *     large, 408 where it takes too long, 400 where the caller breaks off
   */
  void read(Vertx vertx, HttpServerRequest request, BiConsumer<byte[], Problem> then) {
    if (announced(request) > MOST) {
      then.accept(null, Problem.tooLarge());
      return;
    }
    Body body = new Body(then);
    long timer = vertx.setTimer(patience.toMillis(), late -> body.end(tooSlow()));
    body.onEnd = () -> vertx.cancelTimer(timer);
    // After an answer the rest is still taken in, so that the caller comes to read the answer.
    request.handler(body::add);
    request.endHandler(end -> body.end(null));
    request.exceptionHandler(broken -> body.end(Problem.unreadable()));
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }

  private static final class Body {

    private final BiConsumer<byte[], Problem> then;
    private Buffer bytes = Buffer.buffer();
    private Runnable onEnd;

    private Body(BiConsumer<byte[], Problem> then) {
      this.then = then;
    }

    private void add(Buffer part) {
      if (bytes != null && bytes.length() + part.length() > MOST) {
        end(Problem.tooLarge());
      } else if (bytes != null) {
        bytes.appendBuffer(part);
      }
    }

    private void end(Problem problem) {
      if (bytes != null) {
        byte[] whole = problem == null ? bytes.getBytes() : null;
        bytes = null;
        onEnd.run();
        then.accept(whole, problem);
      }
    }
  }

  private static Problem tooSlow() {
    return new Problem(408, "The submission did not arrive in time.");
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }
}
