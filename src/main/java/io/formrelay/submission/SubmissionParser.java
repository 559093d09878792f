package io.formrelay.submission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Reads what came in, strictly: JSON text in UTF-8, with or without a byte order mark, or the names
 * and values of a form. Safe for use by many threads.
 */
public final class SubmissionParser {

  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_TEXT = 1_000_000;

  private final ObjectReader reader;

  /** Sets the limits: 32 levels deep, numbers of 100 and texts of 1,000,000 characters. */
  public SubmissionParser() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            // Thousands of made-up names must not fill a table that outlives the submission.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    reader =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();
  }

  /**
   * Reads one JSON value. It need not be an object: saying so is left to the validation.
   *
   * @param json the whole text in UTF-8
   * @throws UnreadableSubmissionException where it is not UTF-8, not exactly one JSON value, names
   *     a field twice in one object, or goes beyond the limits
   */
  public JsonNode parse(byte[] json) throws UnreadableSubmissionException {
    CharBuffer text = decode(json);
    try (JsonParser parser =
        reader.getFactory().createParser(text.array(), text.arrayOffset(), text.length())) {
      if (parser.nextToken() == null) {
        throw new UnreadableSubmissionException("unreadable.empty", 1, 1);
      }
      JsonNode document = tree(parser);
      if (parser.nextToken() != null) {
        throw at(parser.currentTokenLocation(), "unreadable.trailing");
      }
      return document;
    } catch (StreamConstraintsException tooMuch) {
      throw at(tooMuch.getLocation(), "unreadable.limit");
    } catch (MismatchedInputException duplicate) {
      throw at(duplicate.getLocation(), "unreadable.duplicate");
    } catch (JsonProcessingException malformed) {
      throw at(malformed.getLocation(), "unreadable.json");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Takes a decoded form over: one value of a name becomes a text, several become a list. Of
   * several values the blank ones are left out, as a check box beside its hidden twin sends them.
   *
   * @param form the values by their names, in the order they were sent
   */
  public ObjectNode parseForm(Map<String, List<String>> form) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    form.forEach(
        (name, values) -> {
          List<String> filled = values.stream().filter(each -> !PlainText.blank(each)).toList();
          if (filled.size() < 2) {
            document.put(name, filled.isEmpty() ? "" : filled.get(0));
          } else {
            ArrayNode list = document.putArray(name);
            filled.forEach(list::add);
          }
        });
    return document;
  }

  private JsonNode tree(JsonParser parser) throws IOException, UnreadableSubmissionException {
    try {
      return reader.readTree(parser);
    } catch (NumberFormatException exponent) {
      // Jackson lets an exponent beyond every integer through to BigDecimal, which refuses it.
      throw at(parser.currentTokenLocation(), "unreadable.limit");
    }
  }

  private static CharBuffer decode(byte[] json) throws UnreadableSubmissionException {
    int start = startsWithByteOrderMark(json) ? 3 : 0;
    ByteBuffer bytes = ByteBuffer.wrap(json, start, json.length - start);
    // A new decoder reports malformed input instead of replacing it.
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    try {
      return strict.decode(bytes);
    } catch (CharacterCodingException malformed) {
      String before = new String(json, start, bytes.position() - start, StandardCharsets.UTF_8);
      int line = 1 + (int) before.chars().filter(each -> each == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      throw new UnreadableSubmissionException("unreadable.utf8", line, column);
    }
  }

  private static boolean startsWithByteOrderMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  private static UnreadableSubmissionException at(JsonLocation place, String key) {
    return place == null
        ? new UnreadableSubmissionException(key, 1, 1)
        : new UnreadableSubmissionException(key, place.getLineNr(), place.getColumnNr());
  }
}
