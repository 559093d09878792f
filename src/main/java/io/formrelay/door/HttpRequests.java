package io.formrelay.door;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * The request as it came over the wire. Camel mixes query parameters and form fields into the
 * message's headers, so that {@code ?X-API-Key=...} would count as a header: the HTTP door asks
 * here.
 */
final class HttpRequests {

  private HttpRequests() {}

  static HttpServerRequest of(Exchange exchange) {
    return exchange.getMessage(HttpMessage.class).getRequest();
  }

  static String header(Exchange exchange, String name) {
    return of(exchange).getHeader(name);
  }

  static MultiMap form(Exchange exchange) {
    return of(exchange).formAttributes();
  }
}
