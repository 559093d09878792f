package io.formrelay.door;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * The request as it came over the wire, and its answer. Camel mixes query parameters and form
 * fields into the message's headers, so that {@code ?X-API-Key=...} would count as a header: the
 * HTTP door asks here.
 */
public final class HttpRequests {

  private HttpRequests() {}

  /** The request that an exchange answers. */
  public static HttpServerRequest of(Exchange exchange) {
    return exchange.getMessage(HttpMessage.class).getRequest();
  }

  /** The first value of a header; null where it is not given. */
  public static String header(Exchange exchange, String name) {
    return of(exchange).getHeader(name);
  }

  /**
   * Answers, with nothing of the request in the answer's headers.
   *
   * @return the answer, for headers of its own
   */
  public static Message answer(Exchange exchange, int status, String type, byte[] body) {
    Message answer = exchange.getMessage();
    answer.removeHeaders("*");
    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    answer.setHeader(Exchange.CONTENT_TYPE, type);
    answer.setBody(body);
    finish(exchange);
    return answer;
  }

  /**
   * Lets the rest of what the caller sends pass unread, and keeps the answer out of every cache: a
   * request that stays paused holds up the next one on its connection.
   */
  private static void finish(Exchange exchange) {
    HttpServerRequest request = of(exchange);
    // Camel takes Cache-Control out of the headers it answers with.
    request.response().putHeader("Cache-Control", "no-store");
    try {
      request.resume();
    } catch (IllegalStateException ended) {
      // HTTP/2 minds when all has been read already.
    }
  }

  /** All values of a header that may be given many times; null where it is not given. */
  public static String list(Exchange exchange, String name) {
    List<String> values = of(exchange).headers().getAll(name);
    return values.isEmpty() ? null : String.join(",", values);
  }

  /** The last segment of the path, decoded where an id could need it. */
  public static String lastSegment(Exchange exchange) {
    String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }
}
