package io.formrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step of a simulated partner that looks at a request before a route chooses the answer.
 *
 * <p>It replaces the body by the request as a {@link JsonNode} and sets these variables:
 *
 * <ul>
 *   <li>{@code complaint}: what the real partner would refuse the request for; not set where it is
 *       in order
 *   <li>{@code marker}: the answer that the data ask for, as {@code HasError} of {@code
 *       SANDBOX-HasError-42}; else {@code none}
 *   <li>{@code status}: the digits of a marker such as {@code Http503}; else {@code 200}
 *   <li>{@code first}: whether a marked request is here for the first time. A request that comes
 *       again is then forgotten, so that it is the first again the time after.
 * </ul>
 */
public abstract class RequestExaminer implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MARKER = Pattern.compile("SANDBOX-([A-Za-z0-9]+)");
  private static final Pattern STATUS = Pattern.compile("Http([2-5][0-9]{2})");
  private static final int REMEMBERED = 1_000;

  private final Turns turns = new Turns(REMEMBERED);

  @Override
  public final void process(Exchange exchange) {
    JsonNode request = parse(exchange.getMessage().getBody(byte[].class));
    String marker = find(MARKER, markable(request)).orElse("none");
    exchange.getMessage().setBody(request);
    complaint(request).ifPresent(complaint -> exchange.setVariable("complaint", complaint));
    exchange.setVariable("marker", marker);
    exchange.setVariable("status", find(STATUS, marker).orElse("200"));
    exchange.setVariable("first", !marker.equals("none") && turns.first(request.toString()));
  }

  /** The part of a request where a marker may stand. */
  protected abstract String markable(JsonNode request);

  /**
   * What the real partner would refuse a request for, in the words or by the code it would use.
   *
   * @param request the request; a missing node where the body is not JSON
   */
  protected abstract Optional<String> complaint(JsonNode request);

  private static JsonNode parse(byte[] body) {
    try {
      return body == null ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
