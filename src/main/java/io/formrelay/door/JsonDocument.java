package io.formrelay.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a JSON file of any size in flat memory, as far as its outline needs. */
final class JsonDocument {

  /** What a file holds. */
  enum Shape {
    /** An array, each element of which is a submission. */
    ARRAY,
    /** Any other value, which is one submission. */
    SINGLE
  }

  /** Whatever fits an element must not refuse the whole file; what is larger may. */
  private static final int LIMIT = 2 * Elements.LARGEST;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(LIMIT)
                  .maxNumberLength(LIMIT)
                  .maxNameLength(LIMIT)
                  .maxStringLength(LIMIT)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final int UTF16_MARK_BE = 0xFE;
  private static final int UTF16_MARK_LE = 0xFF;

  private JsonDocument() {}

  /**
   * Reads from beginning to end.
   *
   * @throws UnreadableFileException where this is not exactly one well-formed JSON value in UTF-8
   * @throws IOException where it cannot be read
   */
  static Shape check(InputStream stream) throws IOException, UnreadableFileException {
    try (JsonParser parser = parser(stream)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new UnreadableFileException(Refusal.empty());
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw malformed(parser.currentTokenLocation());
      }
      return first == JsonToken.START_ARRAY ? Shape.ARRAY : Shape.SINGLE;
    } catch (JsonProcessingException e) {
      throw malformed(e.getLocation());
    }
  }

  /** A parser that counts bytes: it takes the stream for UTF-8 and for nothing else. */
  static JsonParser parser(InputStream stream) throws IOException, UnreadableFileException {
    BufferedInputStream buffered = new BufferedInputStream(stream);
    buffered.mark(4);
    for (byte each : buffered.readNBytes(4)) {
      int value = Byte.toUnsignedInt(each);
      if (value == 0 || value == UTF16_MARK_BE || value == UTF16_MARK_LE) {
        throw new UnreadableFileException(Refusal.notUtf8());
      }
    }
    buffered.reset();
    return JSON.createParser(buffered);
  }

  private static UnreadableFileException malformed(JsonLocation where) {
    return new UnreadableFileException(
        where == null
            ? Refusal.malformed(1, 1)
            : Refusal.malformed(where.getLineNr(), where.getColumnNr()));
  }
}
