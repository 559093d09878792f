package io.formrelay.watching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Delivery;
import java.util.Set;

/** Tells all about a delivery, whatever state it is in, in the words of a receipt. */
final class Story {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MASK = "***";

  private final Set<String> hidden;

  /**
   * Masks fields.
   *
   * @param hidden the names of those that nobody may see
   */
  Story(Set<String> hidden) {
    this.hidden = hidden;
  }

  ObjectNode of(Delivery delivery) {
    ObjectNode story = JSON.createObjectNode();
    story.put("id", delivery.submissionId());
    story.put("target", delivery.target());
    story.put("source", delivery.source());
    story.put("status", delivery.state().text());
    story.put("receivedAt", delivery.receivedAt().toString());
    story.put("completedAt", text(delivery.completedAt()));
    story.put("resultCode", delivery.resultCode());
    story.put("message", delivery.message());
    story.put("reference", delivery.reference());
    ArrayNode attempts = story.putArray("attempts");
    for (Attempt attempt : delivery.history()) {
      attempts
          .addObject()
          .put("at", attempt.at().toString())
          .put("httpStatus", attempt.httpStatus())
          .put("resultCode", attempt.resultCode())
          .put("message", attempt.message())
          .put("durationMs", attempt.durationMs());
    }
    story.set("submission", fields(delivery.body()));
    return story;
  }

  private JsonNode fields(String body) {
    try {
      JsonNode fields = JSON.readTree(body);
      if (fields instanceof ObjectNode submission) {
        hidden.stream().filter(submission::has).forEach(field -> submission.put(field, MASK));
      }
      return fields;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
