package io.formrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One submission as a sender means it.
 *
 * @param name its own name, which every partner it reaches is told: {@code <sender>-<serial>}
 * @param targets who shall get it
 * @param key the Idempotency-Key it is posted with; null where it has none
 * @param fields what is sent, SubmissionId and Targets included where the sender gives them
 */
record Form(String name, Set<String> targets, String key, ObjectNode fields) {

  /** The SubmissionId; null where it has none. */
  String id() {
    return fields.path("SubmissionId").textValue();
  }

  /** Whether sending it again is a repeat. */
  boolean keyed() {
    return key != null || id() != null;
  }

  /** As JSON. */
  String json() {
    return fields.toString();
  }

  /** As browsers send it, lists as text with commas. */
  String urlEncoded() {
    List<String> pairs = new ArrayList<>();
    fields
        .properties()
        .forEach(field -> pairs.add(field.getKey() + "=" + encoded(text(field.getValue()))));
    return String.join("&", pairs);
  }

  /** The same with a field changed or added. */
  Form with(String field, String value) {
    ObjectNode changed = fields.deepCopy();
    changed.put(field, value);
    return new Form(name, targets, key, changed);
  }

  private static String text(JsonNode value) {
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    return value.isArray() ? items.stream().collect(Collectors.joining(",")) : value.asText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
