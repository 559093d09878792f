package io.formrelay.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.ledger.SubmissionStatus;
import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import java.time.Instant;

/** Writes where a submission stands, as {@code GET /submissions/{id}} answers. */
final class StatusJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] write(SubmissionStatus status) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", status.id());
    body.put("receivedAt", status.receivedAt().toString());
    body.put("source", status.source());
    body.put("status", status.state().text());
    ObjectNode deliveries = body.putObject("deliveries");
    status.deliveries().forEach((target, each) -> deliveries.set(target, delivery(each)));
    return bytes(body);
  }

  /** A submission that was entered this moment: nothing of it can have ended. */
  byte[] accepted(String id, Iterable<String> targets) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", id);
    body.put("status", "pending");
    ObjectNode deliveries = body.putObject("deliveries");
    targets.forEach(target -> deliveries.putObject(target).put("status", "pending"));
    return bytes(body);
  }

  private static ObjectNode delivery(DeliveryStatus each) {
    ObjectNode node = JSON.createObjectNode();
    node.put("status", each.state().text());
    node.put("attempts", each.attempts());
    node.put("nextAttemptAt", text(each.nextAttemptAt()));
    node.put("resultCode", each.resultCode());
    node.put("message", each.message());
    node.put("reference", each.reference());
    return node;
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
