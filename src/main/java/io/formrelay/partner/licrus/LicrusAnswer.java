package io.formrelay.partner.licrus;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.partner.AnswerReader;
import io.formrelay.partner.Reply;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Licrus's envelope, a JSON object with {@code HasError}: the code is {@code HasError} where
 * that is true, else {@code Success}.
 *
 * <p>Nothing else decides. A message's {@code Type} has no documented numbers, and a refusal may
 * carry messages of success and the other way round: all of them are kept, joined by {@code " | "}.
 */
public class LicrusAnswer implements AnswerReader {

  /** Licrus leaves {@code Id} at 0 and names the call in its text alone. */
  private static final Pattern CALL_NUMBER =
      Pattern.compile(
          "[çc]a[ğg]r[ıi]\\s+numaras[ıi]\\s*:\\s*([0-9]+)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  @Override
  public Optional<Reply> read(JsonNode answer) {
    return hasError(answer.path("HasError")).map(error -> reply(answer, error));
  }

  private static Optional<Boolean> hasError(JsonNode field) {
    String text = field.isBoolean() || field.isTextual() ? field.asText().strip() : "";
    if (text.equalsIgnoreCase("true")) {
      return Optional.of(true);
    }
    return text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
  }

  private static Reply reply(JsonNode answer, boolean error) {
    String message = message(answer.path("MessageList"));
    String id = Reply.reference(answer.path("Id"));
    return new Reply(
        error ? "HasError" : "Success", message, id != null ? id : callNumber(message));
  }

  private static String message(JsonNode list) {
    StringJoiner joined = new StringJoiner(" | ");
    Iterable<JsonNode> entries = list.isTextual() ? List.of(list) : list;
    for (JsonNode entry : entries) {
      String text = (entry.isTextual() ? entry : entry.path("Message")).asText("").strip();
      if (!text.isEmpty()) {
        joined.add(text);
      }
    }
    return joined.toString();
  }

  private static String callNumber(String message) {
    Matcher named = CALL_NUMBER.matcher(Normalizer.normalize(message, Normalizer.Form.NFC));
    return named.find() ? named.group(1) : null;
  }
}
