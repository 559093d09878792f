package io.formrelay.door;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  @Override
  public void process(Exchange exchange) {
    exchange.setProperty(AcceptExchange.SOURCE, "http");
    exchange.setProperty(AcceptExchange.KEY, key(HttpRequests.header(exchange, "Idempotency-Key")));
    Object body = body(exchange);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(body);
  }

  private static Object body(Exchange exchange) {
    String type = HttpRequests.header(exchange, "Content-Type");
    return switch (mediaType(type)) {
      case "application/json" -> bytes(exchange.getMessage().getBody());
      case "application/x-www-form-urlencoded" -> form(HttpRequests.form(exchange));
      default ->
          throw new Problem(
              415, "Send application/json or application/x-www-form-urlencoded, in UTF-8.");
    };
  }

  private static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return "";
      }
    }
    return parts[0].strip();
  }

  private static byte[] bytes(Object body) {
    return body instanceof Buffer buffer ? buffer.getBytes() : new byte[0];
  }

  private static Map<String, List<String>> form(MultiMap attributes) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    attributes.names().forEach(name -> form.put(name, attributes.getAll(name)));
    return form;
  }

  private static String key(String header) {
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
