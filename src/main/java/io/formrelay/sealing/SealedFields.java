package io.formrelay.sealing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Encrypts the fields of a submission that nobody shall read where it is at rest, and decrypts them
 * on their way out. Safe for use by many threads.
 *
 * <p>A sealed field's value is the object {@code {"sealed": "<key id>.<base64url>"}}. No field of a
 * valid submission is an object, so that nothing a sender writes can be taken for one. The
 * ciphertext is bound to the submission's id and the field's name: it cannot be read as another's.
 */
public final class SealedFields {

  /** What JSON text that holds a sealed field contains, and no other that the relay has written. */
  public static final String MARK_IN_TEXT = "{\"sealed\":";

  private static final String MARK = "sealed";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> names;
  private final SealingKeys keys;

  /**
   * Seals with these keys.
   *
   * @param names the fields to seal
   */
  public SealedFields(Set<String> names, SealingKeys keys) {
    this.names = Set.copyOf(names);
    this.keys = keys;
  }

  /** Seals nothing, and leaves sealed what it reads. */
  public static SealedFields none() {
    return new SealedFields(Set.of(), SealingKeys.none());
  }

  /** Whether a value is sealed. */
  public static boolean isSealed(JsonNode value) {
    return value.isObject() && value.size() == 1 && value.path(MARK).isTextual();
  }

  /**
   * The same fields with those sealed that need it. What is sealed already stays as it is.
   *
   * @param id the submission's id
   * @param fields not changed; the result may be the same object
   */
  public ObjectNode seal(String id, ObjectNode fields) {
    if (!holdsAny(fields)) {
      return fields;
    }
    ObjectNode sealed = fields.objectNode().setAll(fields);
    for (String name : names) {
      JsonNode value = fields.get(name);
      if (value != null && !isSealed(value)) {
        String text =
            keys.first()
                + '.'
                + keys.key(keys.first()).orElseThrow().encrypt(text(value), bound(id, name));
        sealed.putObject(name).put(MARK, text);
      }
    }
    return sealed;
  }

  /**
   * The same fields with none sealed.
   *
   * @param id the submission's id
   * @param fields not changed; the result may be the same object
   * @throws UnsealableException where the key is gone, or it is another submission's
   */
  public ObjectNode open(String id, ObjectNode fields) throws UnsealableException {
    ObjectNode open = fields;
    for (String name : names) {
      JsonNode value = fields.path(name);
      if (isSealed(value)) {
        open = open == fields ? fields.objectNode().setAll(fields) : open;
        open.set(name, opened(value.path(MARK).textValue(), bound(id, name)));
      }
    }
    return open;
  }

  /** The JSON text of fields, sealed; null for null, and what is no JSON as it is. */
  public String sealText(String id, String body) {
    if (body == null || names.stream().noneMatch(body::contains)) {
      return body;
    }
    try {
      return JSON.readTree(body) instanceof ObjectNode fields
          ? JSON.writeValueAsString(seal(id, fields))
          : body;
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  /** The JSON text of fields, opened as far as the keys reach. */
  public String openText(String id, String body) {
    if (!body.contains(MARK_IN_TEXT)) {
      return body;
    }
    try {
      return JSON.readTree(body) instanceof ObjectNode fields
          ? JSON.writeValueAsString(open(id, fields))
          : body;
    } catch (UnsealableException | JsonProcessingException e) {
      // It stays sealed: nobody can send it, and with its key it can be read again.
      return body;
    }
  }

  /**
   * What is kept of a fingerprint: where it tells of a field that is sealed, whoever reads it must
   * not be able to try values out.
   *
   * @param fields what the fingerprint was made of
   */
  public String fingerprint(ObjectNode fields, String fingerprint) {
    return holdsAny(fields) ? keyed(keys.first(), fingerprint) : fingerprint;
  }

  /** Whether a kept fingerprint is this one's; one whose key is gone is nobody's. */
  public boolean isFingerprint(String kept, String fingerprint) {
    int end = kept.indexOf(':');
    return end < 0
        ? kept.equals(fingerprint)
        : keys.key(kept.substring(0, end)).isPresent()
            && kept.equals(keyed(kept.substring(0, end), fingerprint));
  }

  private String keyed(String keyId, String fingerprint) {
    return keyId + ':' + keys.key(keyId).orElseThrow().fingerprint(fingerprint);
  }

  private boolean holdsAny(ObjectNode fields) {
    for (String name : names) {
      if (fields.has(name)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode opened(String text, String bound) throws UnsealableException {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw UnsealableException.foreign();
    }
    String keyId = text.substring(0, dot);
    SealingKey key = keys.key(keyId).orElse(null);
    if (key == null) {
      throw UnsealableException.keyGone(keyId);
    }
    try {
      return JSON.readTree(key.decrypt(text.substring(dot + 1), bound));
    } catch (JsonProcessingException e) {
      throw UnsealableException.foreign();
    }
  }

  private static String text(JsonNode value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bound(String id, String name) {
    return id + '\n' + name;
  }
}
