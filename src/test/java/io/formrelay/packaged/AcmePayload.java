package io.formrelay.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.partner.PayloadProcessor;
import org.apache.camel.Exchange;

/** What a partner that nobody had thought of is sent; named by its routes file alone. */
public final class AcmePayload extends PayloadProcessor {

  private String token = "";

  /** Sets what Acme knows the relay by. */
  public void setToken(String token) {
    this.token = token;
  }

  @Override
  protected JsonNode payload(JsonNode submission, Exchange exchange) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("token", token);
    payload.put("CustomerFullName", submission.path("CustomerFullName").asText());
    return payload;
  }
}
