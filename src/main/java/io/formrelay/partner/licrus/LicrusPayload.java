package io.formrelay.partner.licrus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.partner.PayloadProcessor;
import java.util.List;
import java.util.StringJoiner;
import org.apache.camel.Exchange;

/**
 * The step that builds the request of Licrus's {@code ExternalCall/Create}: always its 18 keys, in
 * the order of Licrus's own sample, and nothing else.
 *
 * <p>All are text but {@code DeviceCount}. The sample sends {@code ""} for what is not known, so
 * this does too; lists are joined by {@code ,} without blanks.
 */
public class LicrusPayload extends PayloadProcessor {

  private static final List<String> TEXTS =
      List.of(
          "DealerCompanyName",
          "DealerContactPerson",
          "DealerMobilePhone",
          "DealerWorkPhone",
          "DealerEmail",
          "CustomerCompanyName",
          "CustomerFullName",
          "CustomerMobilePhone",
          "CustomerWorkPhone",
          "CustomerEmail",
          "CustomerCity",
          "CustomerDistrict",
          "CustomerAddress",
          "ProductNameList",
          "ProductGroupName",
          "ProductSerialNumberList");

  private String authTicket = "";

  /** Sets the ticket that Licrus knows this relay by. */
  public void setAuthTicket(String authTicket) {
    this.authTicket = authTicket;
  }

  @Override
  protected JsonNode payload(JsonNode submission, Exchange exchange) {
    if (authTicket.isBlank()) {
      throw new IllegalStateException("licrus.auth-ticket is not set");
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("AuthTicket", authTicket);
    TEXTS.forEach(name -> request.put(name, text(submission.path(name))));
    request.set("DeviceCount", deviceCount(submission));
    return request;
  }

  private static String text(JsonNode field) {
    if (!field.isArray()) {
      return field.isNull() ? "" : field.asText();
    }
    StringJoiner joined = new StringJoiner(",");
    field.forEach(element -> joined.add(element.asText()));
    return joined.toString();
  }

  /**
   * Licrus wants a number and says nothing of a form that gives none. Its sample counts the serial
   * numbers; a form without those names the products, one of each; and whoever asks for a
   * commissioning has at least one device.
   */
  private static JsonNode deviceCount(JsonNode submission) {
    if (submission.path("DeviceCount").isNumber()) {
      return submission.path("DeviceCount");
    }
    int serials = submission.path("ProductSerialNumberList").size();
    int products = submission.path("ProductNameList").size();
    return JsonNodeFactory.instance.numberNode(serials > 0 ? serials : Math.max(products, 1));
  }
}
