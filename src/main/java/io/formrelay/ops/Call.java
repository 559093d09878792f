package io.formrelay.ops;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.formrelay.door.Problem;
import io.formrelay.watching.Guard;
import io.formrelay.watching.Operator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One call below {@code /operations}: what it asks for, read strictly, and by whom. */
final class Call {

  /** What the commands call themselves. */
  static final String COMMAND = "formrelay-command";

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final RoutingContext context;
  private int status = 200;

  Call(RoutingContext context) {
    this.context = context;
  }

  /** Who calls. */
  Operator operator() {
    boolean command = COMMAND.equals(context.request().getHeader("User-Agent"));
    return new Operator(context.request().getHeader("X-Operator"), command ? "command" : "http");
  }

  /** Whether it has shown the key or the token. */
  boolean isKnown() {
    return Guard.isKnown(context);
  }

  /** A part of its path. */
  String part(String name) {
    return context.pathParam(name);
  }

  /** Answers with another status than 200. */
  void status(int other) {
    status = other;
  }

  int status() {
    return status;
  }

  /**
   * Its parameters.
   *
   * @param allowed all that there are
   * @throws Problem for another one, and for one that comes twice
   */
  Map<String, String> parameters(List<String> allowed) {
    Map<String, String> values = new TreeMap<>();
    MultiMap given = context.queryParams();
    for (Map.Entry<String, String> each : given) {
      if (!allowed.contains(each.getKey())) {
        throw new Problem(400, "There is no parameter '" + each.getKey() + "'" + but(allowed));
      }
      if (values.put(each.getKey(), each.getValue()) != null) {
        throw new Problem(400, "The parameter '" + each.getKey() + "' comes twice.");
      }
    }
    return values;
  }

  /**
   * The members of its body, all of them text; none where there is no body.
   *
   * @param allowed all that there are
   * @throws Problem for another one, and for a body that is no such JSON object
   */
  Map<String, String> body(List<String> allowed) {
    parameters(List.of());
    Buffer body = context.body().buffer();
    Map<String, String> values = new TreeMap<>();
    if (body == null || body.length() == 0) {
      return values;
    }
    if (!isJson(context.request().getHeader("Content-Type"))) {
      throw new Problem(415, "The body is application/json.");
    }
    for (Map.Entry<String, JsonNode> each : object(body).properties()) {
      if (!allowed.contains(each.getKey())) {
        throw new Problem(400, "There is no member '" + each.getKey() + "'" + but(allowed));
      }
      if (!each.getValue().isTextual() && !each.getValue().isNull()) {
        throw new Problem(400, "The member '" + each.getKey() + "' is text.");
      }
      if (each.getValue().isTextual()) {
        values.put(each.getKey(), each.getValue().asText());
      }
    }
    return values;
  }

  private static String but(List<String> allowed) {
    return allowed.isEmpty() ? ": there is none here." : ": there are " + allowed + ".";
  }

  private static JsonNode object(Buffer body) {
    try {
      JsonNode read = JSON.readTree(body.getBytes());
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (IOException e) {
      throw new Problem(400, "The body is not exactly one JSON object.");
    }
    throw new Problem(400, "The body is not exactly one JSON object.");
  }

  private static boolean isJson(String type) {
    return type != null
        && type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip().equals("application/json");
  }
}
