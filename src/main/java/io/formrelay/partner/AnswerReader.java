package io.formrelay.partner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads one partner's answers. An implementation is named by the partner's routes file alone. */
@FunctionalInterface
public interface AnswerReader {

  /**
   * Reads an answer's body.
   *
   * @param answer the body as JSON, of any shape
   * @return the partner's reply, or empty where the body is not this partner's envelope, so that
   *     the HTTP status has to decide
   */
  Optional<Reply> read(JsonNode answer);
}
