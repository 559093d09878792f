package io.formrelay.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells submissions apart by their content: two have the same fingerprint where their normalised
 * fields and their targets are the same, in whatever order and spelling they came.
 */
final class Fingerprint {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SubmissionSchema schema;

  Fingerprint(SubmissionSchema schema) {
    this.schema = schema;
  }

  /** SHA-256 of targets and fields as JSON with sorted names, in lower-case hex. */
  String of(ObjectNode fields, List<String> targets) {
    Map<String, JsonNode> content = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : fields.properties()) {
      if (!schema.field(each.getKey()).kind().addressing()) {
        content.put(each.getKey(), each.getValue());
      }
    }
    try {
      byte[] canonical = JSON.writeValueAsBytes(List.of(new TreeSet<>(targets), content));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
