package io.formrelay.partner.moka;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.partner.AnswerReader;
import io.formrelay.partner.Reply;
import java.util.Optional;

/**
 * Reads Moka's envelope, a JSON object with a {@code ResultCode}, which alone decides.
 *
 * <p>Moka's pages disagree on whether {@code ResultMessage} or {@code Exception} explains an error,
 * and on whether {@code Data} is flat or holds a {@code DealerCustomer}: either is read. Of the
 * data only the customer's number is taken, because Moka echoes the customer's password there.
 */
public class MokaAnswer implements AnswerReader {

  @Override
  public Optional<Reply> read(JsonNode answer) {
    JsonNode code = answer.path("ResultCode");
    if (!code.isTextual() || code.asText().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Reply(code.asText(), message(answer), reference(answer.path("Data"))));
  }

  private static String message(JsonNode answer) {
    String message = text(answer.path("ResultMessage"));
    return message.isEmpty() ? text(answer.path("Exception")) : message;
  }

  /** Of an object only its message is shown: the rest may repeat the request, secrets included. */
  private static String text(JsonNode explanation) {
    JsonNode text = explanation.isObject() ? explanation.path("Message") : explanation;
    return text.isTextual() ? text.asText().strip() : "";
  }

  private static String reference(JsonNode data) {
    String nested = Reply.reference(data.path("DealerCustomer").path("DealerCustomerId"));
    return nested != null ? nested : Reply.reference(data.path("DealerCustomerId"));
  }
}
