package io.formrelay.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.ledger.Delivery;

/**
 * What a partner says, fit for logs and health checks: partners repeat names and addresses in their
 * error messages, and what the submission says is taken out of them.
 */
final class NamelessSignal {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MASK = "***";

  /** A shorter value, such as a gender or a count, tells nobody's name. */
  private static final int SHORTEST = 3;

  private NamelessSignal() {}

  /** The signal with a message that repeats nothing of the delivery's submission. */
  static Signal of(Delivery delivery, Signal signal) {
    return signal.message().isEmpty()
        ? signal
        : new Signal(
            signal.at(),
            signal.durationMs(),
            signal.httpStatus(),
            signal.reply(),
            signal.failure(),
            nameless(signal.message(), delivery.body()),
            signal.retryAfter());
  }

  private static String nameless(String message, String body) {
    try {
      String nameless = message;
      for (JsonNode field : JSON.readTree(body)) {
        if (field.isTextual() && field.textValue().length() >= SHORTEST) {
          nameless = nameless.replace(field.textValue(), MASK);
        }
      }
      return nameless;
    } catch (JsonProcessingException noFields) {
      return message;
    }
  }
}
