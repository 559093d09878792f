package io.formrelay.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A receipt that came back to the inbox. Whoever can write there can have made it up: only the id,
 * the target and the fields to deliver are taken from it, and its time to know the same receipt by.
 *
 * @param id the submission's id
 * @param target the partner's name
 * @param completedAt when the delivery ended, as the receipt tells it
 * @param submission the fields to deliver, for this target alone
 */
record ReceiptReference(String id, String target, String completedAt, ObjectNode submission) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final List<String> MARKS = List.of("id", "target", "route", "resultCode");

  /** Whether a document is a receipt: no submission has these fields. */
  static boolean isReceipt(JsonNode document) {
    return MARKS.stream().allMatch(document::has)
        && document.path("id").isTextual()
        && NAME.matcher(document.path("id").textValue()).matches()
        && document.path("target").isTextual()
        && NAME.matcher(document.path("target").textValue()).matches()
        && document.path("attempts").isArray()
        && document.path("submission").isObject();
  }

  static ReceiptReference of(JsonNode receipt) {
    String target = receipt.get("target").textValue();
    ObjectNode submission = receipt.get("submission").deepCopy();
    submission.putArray("Targets").add(target);
    return new ReceiptReference(
        receipt.get("id").textValue(), target, receipt.path("completedAt").asText(), submission);
  }
}
