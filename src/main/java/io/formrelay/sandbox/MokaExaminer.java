package io.formrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.partner.moka.CheckKey;
import io.formrelay.partner.moka.MokaCredentials;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at a request as Moka would: the credentials and their CheckKey, the fields' forms, then
 * what the documented codes are for. A complaint is the last part of such a code. A marker may
 * stand in CustomerCode.
 */
public class MokaExaminer extends RequestExaminer {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern TEXT = Pattern.compile("(?s).*\\S.*");
  private static final Map<String, Pattern> FIELDS =
      Map.of(
          "DealerCustomerId", Pattern.compile("[1-9][0-9]*"),
          "CustomerCode", TEXT,
          "Password", TEXT,
          "FirstName", TEXT,
          "LastName", TEXT,
          "Gender", Pattern.compile("[12]"),
          "BirthDate", Pattern.compile("[0-9]{8}"),
          "GsmNumber", TEXT,
          "Email", TEXT,
          "Address", TEXT);

  private MokaCredentials credentials = new MokaCredentials();

  /** Sets the one dealer that is let in. */
  public void setCredentials(MokaCredentials credentials) {
    this.credentials = credentials;
  }

  @Override
  protected String markable(JsonNode request) {
    return request.path("DealerCustomerRequest").path("CustomerCode").asText();
  }

  @Override
  protected Optional<String> complaint(JsonNode request) {
    JsonNode customer = request.path("DealerCustomerRequest");
    JsonNode email = customer.path("Email");
    if (!known(request.path("DealerCustomerAuthentication"))
        || !customer.isObject()
        || !customer.properties().stream().allMatch(MokaExaminer::fits)) {
      return Optional.of("InvalidRequest");
    }
    if (!customer.has("CustomerCode") && !customer.has("DealerCustomerId")) {
      return Optional.of("CustomerCodeOrDealerCustomerIdMustBeGiven");
    }
    return email.isMissingNode() || EMAIL.matcher(email.asText()).matches()
        ? Optional.empty()
        : Optional.of("InvalidEmailFormat");
  }

  private boolean known(JsonNode authentication) {
    String dealerCode = credentials.dealerCode();
    String username = credentials.username();
    String password = credentials.password();
    String checkKey = CheckKey.of(dealerCode, username, password).hex();
    return authentication.path("DealerCode").asText().equals(dealerCode)
        && authentication.path("Username").asText().equals(username)
        && authentication.path("Password").asText().equals(password)
        && authentication.path("CheckKey").asText().equals(checkKey);
  }

  private static boolean fits(Map.Entry<String, JsonNode> field) {
    Pattern form = FIELDS.get(field.getKey());
    JsonNode value = field.getValue();
    boolean id = field.getKey().equals("DealerCustomerId");
    return form != null
        && (id ? value.isIntegralNumber() : value.isTextual())
        && form.matcher(value.asText()).matches();
  }
}
