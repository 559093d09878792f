package io.formrelay.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Writes a problem as RFC 9457 says. */
public final class ProblemJson {

  /** The media type. */
  public static final String TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Answers a call that is in no route. */
  void answer(HttpServerResponse response, Problem problem) {
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", TYPE)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    problem.headers().forEach(response::putHeader);
    response.end(Buffer.buffer(write(problem)));
  }

  /** Writes a problem, in UTF-8. */
  public byte[] write(Problem problem) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", "about:blank");
    body.put("title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase());
    body.put("status", problem.status());
    body.put("detail", problem.getMessage());
    if (!problem.errors().isEmpty()) {
      body.set("errors", JSON.valueToTree(problem.errors()));
    }
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
