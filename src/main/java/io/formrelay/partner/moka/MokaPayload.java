package io.formrelay.partner.moka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.partner.PayloadProcessor;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * The step that builds the request of Moka's {@code DealerCustomer/UpdateCustomer}, after {@link
 * CheckKeyProcessor} has left the CheckKey.
 *
 * <p>Only the fields that the submission gives are sent. Moka documents neither {@code ""} nor
 * {@code null}, and either could empty what Moka has stored of the customer.
 */
public class MokaPayload extends PayloadProcessor {

  private static final List<String> FIELDS =
      List.of(
          "DealerCustomerId",
          "CustomerCode",
          "Password",
          "FirstName",
          "LastName",
          "Gender",
          "BirthDate",
          "GsmNumber",
          "Email",
          "Address");

  private MokaCredentials credentials = new MokaCredentials();

  /** Sets the credentials that go into every request. */
  public void setCredentials(MokaCredentials credentials) {
    this.credentials = credentials;
  }

  @Override
  protected JsonNode payload(JsonNode submission, Exchange exchange) {
    CheckKey checkKey = exchange.getProperty(CheckKeyProcessor.CHECK_KEY, CheckKey.class);
    if (checkKey == null) {
      throw new IllegalStateException("no step before this one has computed the CheckKey");
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request
        .putObject("DealerCustomerAuthentication")
        .put("DealerCode", credentials.dealerCode())
        .put("Username", credentials.username())
        .put("Password", credentials.password())
        .put("CheckKey", checkKey.hex());
    ObjectNode customer = request.putObject("DealerCustomerRequest");
    for (String name : FIELDS) {
      JsonNode field = submission.path(name);
      if (!field.asText("").isBlank()) {
        customer.set(name, field);
      }
    }
    return request;
  }
}
