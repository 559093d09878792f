package io.formrelay.door;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads what a caller sends, up to the size that any submission may have. */
final class BodyBytes {

  /** A submission has at most 64 KiB. */
  private static final int MOST = 64 * 1024;

  private final Duration patience;

  /** Waits so long for the last byte. */
  BodyBytes(Duration patience) {
    this.patience = patience;
  }

  /**
   * Reads a request that is paused; waits until all of it is there.
   *
   * @throws Problem 413 where it is too large, 400 where the caller breaks off or takes too long
   */
  byte[] read(HttpServerRequest request) {
    if (request.isEnded()) {
      return new byte[0];
    }
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() <= MOST) {
            body.appendBuffer(part);
          } else {
            read.completeExceptionally(tooLarge());
          }
        });
    request.endHandler(end -> read.complete(body.getBytes()));
    request.exceptionHandler(read::completeExceptionally);
    if (announced(request) > MOST) {
      read.completeExceptionally(tooLarge());
    } else if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    // After an answer the rest is still taken in, so that the caller comes to read the answer.
    request.resume();
    return result(read);
  }

  private byte[] result(CompletableFuture<byte[]> read) {
    try {
      return read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Problem(400, "The submission did not arrive in time.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(400, "The submission was not read.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new Problem(400, "The request cannot be read.");
    }
  }

  private static Problem tooLarge() {
    return new Problem(413, "A submission has at most 64 KiB.");
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }
}
