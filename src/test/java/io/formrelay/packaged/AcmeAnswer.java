package io.formrelay.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.partner.AnswerReader;
import io.formrelay.partner.Reply;
import java.util.Optional;

/** Reads Acme's answers, as in {@code {"said": "DONE", "because": "...", "ticket": 7}}. */
public final class AcmeAnswer implements AnswerReader {

  @Override
  public Optional<Reply> read(JsonNode answer) {
    if (!answer.has("said")) {
      return Optional.empty();
    }
    return Optional.of(
        new Reply(
            answer.path("said").asText(),
            answer.path("because").asText(),
            Reply.reference(answer.path("ticket"))));
  }
}
