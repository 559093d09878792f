package io.formrelay.submission;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Reads submissions as the relay does: by the shipped schema, on 22 November 2026. */
final class Reading {

  static final SubmissionSchema SCHEMA =
      SubmissionSchema.load(Path.of("config/submission.schema.json"));
  static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  static final SubmissionReader READER =
      new SubmissionReader(SCHEMA, new KnownTargets(List.of("licrus", "moka"), List.of()), NOON);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Reading() {}

  static ReadSubmission read(String json) {
    try {
      return READER.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableSubmissionException | InvalidSubmissionException refused) {
      throw new AssertionError(refused.getMessage(), refused);
    }
  }

  /** The fields of a submission that is valid. */
  static JsonNode fields(String json) {
    return read(json).fields();
  }

  /** The fields of a submission for Moka with one more field, given as JSON. */
  static JsonNode mokaWith(String field, String value) {
    return fields("{\"CustomerCode\":\"C1\",\"" + field + "\":" + value + "}").path(field);
  }

  /** The fields of a submission for Licrus with one more field, given as JSON. */
  static JsonNode licrusWith(String field, String value) {
    return fields("{\"ProductGroupName\":\"P\",\"" + field + "\":" + value + "}").path(field);
  }

  static List<FieldError> errors(String json, Locale locale) {
    return assertThrows(
            InvalidSubmissionException.class,
            () -> READER.read(json.getBytes(StandardCharsets.UTF_8)))
        .errors(locale);
  }

  /** The names of the fields that are wrong, in the order they are named. */
  static List<String> wrong(String json) {
    return errors(json, Locale.ENGLISH).stream().map(FieldError::field).toList();
  }

  /** What is wrong with a Licrus submission that has this field, given as JSON. */
  static List<String> wrongWith(String field, String value) {
    return wrong(
        "{\"ProductGroupName\":\"P\",\"CustomerCode\":\"C\",\"" + field + "\":" + value + "}");
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  /** A text as a JSON string. */
  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }
}
