package io.formrelay.door;

import io.formrelay.failpoint.FailPoint;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of the HTTP door: takes the submission and its idempotency key out of the request and
 * leaves every header behind.
 *
 * <p>After it the body is the JSON as bytes, or the form as a map of names to values.
 */
public final class TakeBody implements Processor {

  private static final int LONGEST_KEY = 255;

  private final Arrivals arrivals;
  private final FormDecoder form = new FormDecoder();

  /** Takes what has come in here. */
  public TakeBody(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  @Override
  public void process(Exchange exchange) {
    exchange.setProperty(AcceptExchange.SOURCE, "http");
    exchange.setProperty(AcceptExchange.KEY, key(HttpRequests.header(exchange, "Idempotency-Key")));
    Object body = body(exchange);
    FailPoint.BODY_READ.reached();
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(body);
  }

  private Object body(Exchange exchange) {
    return switch (mediaType(HttpRequests.header(exchange, "Content-Type"))) {
      case "application/json" -> arrivals.body(exchange);
      case "application/x-www-form-urlencoded" -> form.decode(arrivals.body(exchange));
      default ->
          throw new Problem(
              415, "Send application/json or application/x-www-form-urlencoded, in UTF-8.");
    };
  }

  private static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return "";
      }
    }
    return parts[0].strip();
  }

  static String key(String header) {
    if (header == null) {
      return null;
    }
    String key = header.strip();
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new Problem(400, "An Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
    }
    return key;
  }
}
