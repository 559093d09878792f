package io.formrelay.watching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.ledger.DeadLetter;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds a text in dead letters, whatever its case, in Turkish as in English: the four letters i are
 * taken for one. Fields that nobody may see are not searched.
 */
final class TextMatch implements Predicate<DeadLetter> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String wanted;
  private final String inJson;
  private final Set<String> hidden;

  /**
   * Looks for a text.
   *
   * @param hidden the names of the fields that are not searched
   */
  TextMatch(String text, Set<String> hidden) {
    this.wanted = fold(text);
    this.inJson = fold(new String(JsonStringEncoder.getInstance().quoteAsString(text)));
    this.hidden = hidden;
  }

  @Override
  public boolean test(DeadLetter letter) {
    return Stream.of(letter.submissionId(), letter.message(), letter.reference(), letter.source())
            .anyMatch(this::contains)
        || (fold(letter.body()).contains(inJson) && inAValue(letter.body()));
  }

  private boolean contains(String text) {
    return text != null && fold(text).contains(wanted);
  }

  private boolean inAValue(String body) {
    try {
      for (Map.Entry<String, JsonNode> field : JSON.readTree(body).properties()) {
        if (!hidden.contains(field.getKey()) && inAValue(field.getValue())) {
          return true;
        }
      }
      return false;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private boolean inAValue(JsonNode value) {
    if (value.isValueNode()) {
      return contains(value.asText());
    }
    for (JsonNode each : value) {
      if (inAValue(each)) {
        return true;
      }
    }
    return false;
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replace('İ', 'i')
        .replace('I', 'i')
        .replace('ı', 'i')
        .toLowerCase(Locale.ROOT);
  }
}
