package io.formrelay.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.partner.licrus.LicrusPayload;
import io.formrelay.partner.moka.CheckKeyProcessor;
import io.formrelay.partner.moka.MokaCredentials;
import io.formrelay.partner.moka.MokaPayload;
import io.formrelay.submission.InvalidSubmissionException;
import io.formrelay.submission.KnownTargets;
import io.formrelay.submission.MadeUp;
import io.formrelay.submission.ReadSubmission;
import io.formrelay.submission.SubmissionReader;
import io.formrelay.submission.SubmissionSchema;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** What holds of every request to a partner. */
class PayloadFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

  private static final Set<String> LICRUS_KEYS =
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

  private static final Set<String> MOKA_KEYS =
      Set.of(
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

  private final SubmissionReader reader =
      new SubmissionReader(
          SubmissionSchema.load(Path.of("config/submission.schema.json")),
          new KnownTargets(List.of("licrus", "moka"), List.of()),
          Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));

  @Provide
  Arbitrary<ObjectNode> submissions() {
    return MadeUp.documents()
        .map(
            document -> {
              return document.put("Targets", "licrus,moka");
            });
  }

  private ReadSubmission read(ObjectNode document) {
    try {
      return reader.read(document);
    } catch (InvalidSubmissionException refused) {
      return null;
    }
  }

  private static Exchange exchange(ObjectNode fields) {
    Exchange exchange = new DefaultExchange(CAMEL);
    exchange.getMessage().setBody(fields);
    return exchange;
  }

  @Property
  void licrusAlwaysGetsItsEighteenKeys(@ForAll("submissions") ObjectNode document)
      throws Exception {
    ReadSubmission read = read(document);
    Statistics.label("accepted")
        .collect(read != null)
        .coverage(made -> made.check(true).percentage(share -> share > 5));
    if (read == null) {
      return;
    }
    LicrusPayload payload = new LicrusPayload();
    payload.setAuthTicket("ticket");
    Exchange exchange = exchange(read.fields());
    payload.process(exchange);
    JsonNode request = JSON.readTree(exchange.getMessage().getBody(byte[].class));

    assertEquals(new TreeSet<>(LICRUS_KEYS), names(request));
    assertEquals("ticket", request.path("AuthTicket").asText());
    for (Map.Entry<String, JsonNode> field : request.properties()) {
      if (field.getKey().equals("DeviceCount")) {
        assertTrue(field.getValue().isIntegralNumber(), field::toString);
        assertTrue(field.getValue().asLong() >= 1, field::toString);
      } else {
        assertTrue(field.getValue().isTextual(), field::toString);
        assertTrue(isClean(field.getValue().asText()), field::toString);
      }
    }
    for (String phone : List.of("DealerMobilePhone", "CustomerMobilePhone")) {
      assertTrue(request.path(phone).asText().matches("|[1-9][0-9]{9}"), request::toString);
    }
  }

  @Property
  void mokaOnlyGetsWhatIsSet(@ForAll("submissions") ObjectNode document) throws Exception {
    ReadSubmission read = read(document);
    if (read == null) {
      return;
    }
    MokaCredentials credentials = new MokaCredentials();
    credentials.setDealerCode("1730");
    credentials.setUsername("demoUser");
    credentials.setPassword("demoPass1");
    CheckKeyProcessor checkKey = new CheckKeyProcessor();
    checkKey.setCredentials(credentials);
    MokaPayload payload = new MokaPayload();
    payload.setCredentials(credentials);
    Exchange exchange = exchange(read.fields());
    checkKey.process(exchange);
    payload.process(exchange);
    JsonNode request = JSON.readTree(exchange.getMessage().getBody(byte[].class));

    assertEquals(
        new TreeSet<>(Set.of("DealerCustomerAuthentication", "DealerCustomerRequest")),
        names(request));
    assertEquals("1730", request.at("/DealerCustomerAuthentication/DealerCode").asText());
    JsonNode customer = request.path("DealerCustomerRequest");
    assertTrue(MOKA_KEYS.containsAll(names(customer)), request::toString);
    for (Map.Entry<String, JsonNode> field : customer.properties()) {
      assertFalse(field.getValue().asText().isBlank(), request::toString);
      assertTrue(isClean(field.getValue().asText()), request::toString);
      assertEquals(
          field.getKey().equals("DealerCustomerId"), field.getValue().isNumber(), field::toString);
    }
    assertTrue(customer.path("Gender").asText().matches("|[12]"), request::toString);
    assertTrue(customer.path("BirthDate").asText().matches("|[0-9]{8}"), request::toString);
    assertTrue(customer.path("GsmNumber").asText().matches("|[1-9][0-9]{9}"), request::toString);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean isClean(String text) {
    return text.chars()
        .noneMatch(each -> Character.isISOControl(each) && "\t\r\n".indexOf(each) < 0);
  }
}
