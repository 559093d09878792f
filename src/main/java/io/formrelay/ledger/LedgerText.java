package io.formrelay.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * How the ledger writes text down: JSON that survives exactly, and plain text any database takes.
 */
final class LedgerText {

  private static final String NO_ATTEMPT = "[]";
  private static final TypeReference<List<Attempt>> ATTEMPTS = new TypeReference<>() {};
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new IsoTime()))
          .build();
  private static final ObjectMapper ASCII =
      JSON.copy().configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);

  private LedgerText() {}

  /** JSON text; half a surrogate pair, which UTF-8 cannot hold, is escaped. */
  static String json(Object value) {
    try {
      String text = JSON.writeValueAsString(value);
      return isUtf8(text) ? text : ASCII.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON can be made of it", e);
    }
  }

  /** JSON text as it was given, or escaped where UTF-8 cannot hold it; null for null. */
  static String json(String text) {
    if (text == null || isUtf8(text)) {
      return text;
    }
    try {
      JsonNode read = JSON.readTree(text);
      return ASCII.writeValueAsString(read);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is not JSON", e);
    }
  }

  /** The attempts of a history. */
  static List<Attempt> history(String text) {
    if (text.equals(NO_ATTEMPT)) {
      return List.of();
    }
    try {
      return JSON.readValue(text, ATTEMPTS);
    } catch (JsonProcessingException e) {
      throw new LedgerException("a history in the ledger cannot be read", e);
    }
  }

  /**
   * Plain text for a column; null for null. PostgreSQL keeps no NUL and UTF-8 no half of a
   * surrogate pair: both become U+FFFD.
   */
  static String plain(String text) {
    if (text == null || (text.indexOf('\0') < 0 && isUtf8(text))) {
      return text;
    }
    return text.codePoints()
        .map(each -> each == 0 || Character.getType(each) == Character.SURROGATE ? 0xFFFD : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isUtf8(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static final class IsoTime extends FromStringDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    IsoTime() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
      return Instant.parse(value);
    }
  }
}
