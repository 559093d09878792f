package io.formrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;

/**
 * Writes Moka's envelopes, as UTF-8 JSON. Customers are numbered from 1033, the number in Moka's
 * own sample, and keep their number while they are among the last thousand.
 */
public class MokaAnswers {

  private static final int REMEMBERED = 1_000;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private int nextNumber = 1033;

  /** Moka's own sample: the fields of the request come back nested, the password among them. */
  public byte[] updated(@Body JsonNode request) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("DealerCustomer", customer(request));
    return envelope("Success", withoutCards(data), null);
  }

  /** Moka's own table of the answer, where the same fields stand flat. */
  public byte[] updatedFlat(@Body JsonNode request) {
    return envelope("Success", withoutCards(customer(request)), null);
  }

  /**
   * An answer that says no more than its code, as in Moka's own sample of a refusal.
   *
   * @param code the whole result code
   */
  public byte[] answer(@Body String code) {
    return envelope(code, null, null);
  }

  /** Moka's unexpected error, with an explanation in Exception. */
  public byte[] unexpected() {
    return envelope("EX", null, "Beklenmeyen bir hata oluştu");
  }

  private ObjectNode customer(JsonNode request) {
    JsonNode fields = request.path("DealerCustomerRequest");
    ObjectNode customer = JsonNodeFactory.instance.objectNode();
    customer.put("DealerCustomerId", number(fields));
    fields.properties().forEach(field -> customer.putIfAbsent(field.getKey(), field.getValue()));
    if (customer.has("Gender")) {
      customer.put("Gender", customer.get("Gender").asInt());
    }
    return customer;
  }

  private synchronized long number(JsonNode fields) {
    if (fields.has("DealerCustomerId")) {
      return fields.get("DealerCustomerId").asLong();
    }
    String code = fields.path("CustomerCode").asText();
    Integer known = numbers.remove(code);
    int number = known == null ? nextNumber++ : known;
    numbers.put(code, number);
    if (numbers.size() > REMEMBERED) {
      numbers.remove(numbers.keySet().iterator().next());
    }
    return number;
  }

  private static ObjectNode withoutCards(ObjectNode data) {
    data.put("CardListCount", 0).putArray("CardList");
    return data;
  }

  private static byte[] envelope(String code, ObjectNode data, String exception) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("Data", data == null ? JsonNodeFactory.instance.nullNode() : data);
    envelope.put("ResultCode", code).put("ResultMessage", "").put("Exception", exception);
    return envelope.toString().getBytes(StandardCharsets.UTF_8);
  }
}
