package io.formrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at a request as Licrus would: the ticket, then the 18 documented keys, no more and no less.
 * A marker may stand in CustomerFullName or CustomerAddress.
 */
public class LicrusExaminer extends RequestExaminer {

  private static final Set<String> KEYS =
      Set.of(
          "AuthTicket",
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
          "ProductSerialNumberList",
          "DeviceCount");

  private String authTicket = "";

  /** Sets the one ticket that is let in. */
  public void setAuthTicket(String authTicket) {
    this.authTicket = authTicket;
  }

  @Override
  protected String markable(JsonNode request) {
    return request.path("CustomerFullName").asText()
        + " "
        + request.path("CustomerAddress").asText();
  }

  @Override
  protected Optional<String> complaint(JsonNode request) {
    if (!request.isObject()) {
      return Optional.of("İstek okunamadı.");
    }
    if (!request.path("AuthTicket").asText().equals(authTicket)) {
      return Optional.of("Kullanıcı bilgileri hatalı");
    }
    Set<String> wrong = new TreeSet<>(KEYS);
    for (Map.Entry<String, JsonNode> field : request.properties()) {
      if (!fits(field.getKey(), field.getValue()) || !wrong.remove(field.getKey())) {
        wrong.add(field.getKey());
      }
    }
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of("Hatalı veya eksik alanlar: " + String.join(", ", wrong));
  }

  private static boolean fits(String key, JsonNode value) {
    return key.equals("DeviceCount") ? value.isIntegralNumber() : value.isTextual();
  }
}
