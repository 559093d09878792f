package io.formrelay.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of a route that reads one partner's answers. An implementation is named by the partner's
 * routes file alone.
 *
 * <p>The message's body is the answer as a stream or as bytes, or null where it had none. After
 * this step the exchange property {@value #REPLY} holds the {@link Reply}, or is not set where the
 * body was not the partner's envelope, so that the HTTP status has to decide.
 */
@FunctionalInterface
public interface AnswerReader extends Processor {

  /** The exchange property that holds what was read. */
  String REPLY = "reply";

  /** An answer longer than this many bytes is not read to its end and counts as unreadable. */
  int LONGEST_ANSWER = 1 << 20;

  /** Reads JSON that has nothing behind its end; a partner's answer must be one value. */
  ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads an answer's body.
   *
   * @param answer the body as JSON, of any shape
   * @return the partner's reply, or empty where the body is not this partner's envelope
   */
  Optional<Reply> read(JsonNode answer);

  /**
   * Reads the message's body.
   *
   * @throws IOException where the connection broke before the answer was whole
   */
  @Override
  default void process(Exchange exchange) throws IOException {
    byte[] answer = bytes(exchange.getMessage().getBody());
    exchange.getMessage().setBody(null);
    json(answer).flatMap(this::read).ifPresent(reply -> exchange.setProperty(REPLY, reply));
  }

  private static byte[] bytes(Object body) throws IOException {
    if (body == null) {
      return new byte[0];
    }
    try (InputStream stream =
        body instanceof byte[] whole ? new ByteArrayInputStream(whole) : (InputStream) body) {
      byte[] read = stream.readNBytes(LONGEST_ANSWER + 1);
      return read.length > LONGEST_ANSWER ? new byte[0] : read;
    }
  }

  private static Optional<JsonNode> json(byte[] answer) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer)).toString();
      return Optional.ofNullable(
          JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (CharacterCodingException | JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
