package io.formrelay.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.sealing.SealedFields;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of a route that turns a submission into what one partner is sent.
 *
 * <p>The message's body is the submission's fields as an {@link ObjectNode} before this step, and
 * the partner's request as UTF-8 JSON bytes after it.
 */
public abstract class PayloadProcessor implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public final void process(Exchange exchange) throws Exception {
    ObjectNode submission = exchange.getMessage().getMandatoryBody(ObjectNode.class);
    for (JsonNode field : submission) {
      if (SealedFields.isSealed(field)) {
        throw new KeyGoneException();
      }
    }
    exchange.getMessage().setBody(JSON.writeValueAsBytes(payload(submission, exchange)));
  }

  /**
   * Builds the request.
   *
   * @param submission the normalised fields of a submission, by their contract names; not to be
   *     changed
   * @param exchange where earlier steps of the partner's route left what they computed, as exchange
   *     properties; not to be changed
   * @return the partner's request, never null
   * @throws IllegalStateException where the partner's credentials are not set
   */
  protected abstract JsonNode payload(JsonNode submission, Exchange exchange);
}
