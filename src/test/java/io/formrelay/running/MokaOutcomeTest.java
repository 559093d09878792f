package io.formrelay.running;

import static io.formrelay.running.Answers.html;
import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.moka;
import static io.formrelay.running.Answers.mokaCode;
import static io.formrelay.running.Answers.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Moka's answers lead to by the shipped table. */
class MokaOutcomeTest {

  private static final String UPDATE = "DealerCustomer.UpdateCustomer.";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  /** An answer with an envelope, and what is to be told of it. */
  private record Said(
      String name, int status, String body, String code, String reference, String message) {

    Said(String name, int status, String code) {
      this(name, status, moka(code, "null"), code, null, "");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("moka.timeout", "20s"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  static Stream<Said> successes() {
    String nested = "{\"DealerCustomer\": {\"DealerCustomerId\": 1033}, \"CardListCount\": 0}";
    return Stream.of(
        success("nested", 200, nested, "1033"),
        success("flat", 200, "{\"DealerCustomerId\": 1033}", "1033"),
        success("text", 200, "{\"DealerCustomer\": {\"DealerCustomerId\": \"1033\"}}", "1033"),
        success("empty", 200, "{}", null),
        success("true", 200, "true", null),
        success("null", 200, "null", null),
        success("status 201", 201, nested, "1033"),
        success("status 401", 401, nested, "1033"),
        success("status 404", 404, nested, "1033"),
        success("status 500", 500, nested, "1033"),
        success("status 503", 503, nested, "1033"));
  }

  private static Said success(String name, int status, String data, String reference) {
    return new Said(name, status, moka("Success", data), "Success", reference, "");
  }

  @ParameterizedTest
  @MethodSource("successes")
  void theResultCodeSuccessIsOneWhateverStatusAndDataAre(Said said) throws Exception {
    partners.when(said.name(), json(said.status(), said.body()), status(404));

    JsonNode moka = deliver(said.name());

    assertEquals("succeeded", moka.path("status").asText());
    assertEquals("Success", moka.path("resultCode").asText());
    assertEquals(said.reference(), moka.path("reference").textValue());
    assertEquals(1, partners.askedAbout(said.name()).size());
  }

  static Stream<Said> refusals() {
    String explained =
        """
        {"Data": null, "ResultCode": "%s", "ResultMessage": %s, "Exception": %s}""";
    String email = UPDATE + "InvalidEmailFormat";
    return Stream.of(
        new Said("using", 200, UPDATE + "CustomerCodeAlreadyUsing"),
        new Said("email", 200, email),
        new Said("no code", 200, UPDATE + "CustomerCodeOrDealerCustomerIdMustBeGiven"),
        new Said("not found", 200, UPDATE + "DealerCustomerNotFound"),
        new Said("no match", 200, UPDATE + "CustomerCodeDoesntMatchDealerCustomerId"),
        new Said("unknown", 200, UPDATE + "NobodyHasHeardOfThis"),
        new Said("daily limit", 200, "PaymentDealer.CheckDealerPaymentLimits.DailyLimitExceeded"),
        new Said("lower case", 200, "success"),
        new Said("capitals", 200, "SUCCESS"),
        new Said("like EX", 200, "EXX"),
        new Said("status 401", 401, UPDATE + "DealerCustomerNotFound"),
        new Said("status 403", 403, UPDATE + "DealerCustomerNotFound"),
        new Said("status 429", 429, UPDATE + "DealerCustomerNotFound"),
        new Said("status 500", 500, UPDATE + "DealerCustomerNotFound"),
        new Said("status 503", 503, UPDATE + "DealerCustomerNotFound"),
        new Said(
            "message",
            200,
            explained.formatted(email, "\"Geçersiz adres\"", "null"),
            email,
            null,
            "Geçersiz adres"),
        new Said(
            "exception",
            200,
            explained.formatted(email, "\"\"", "\"Geçersiz adres\""),
            email,
            null,
            "Geçersiz adres"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void anyOtherResultCodeIsADeadLetterUnderThatCode(Said said) throws Exception {
    String customer = "refused " + said.name();
    partners.when(customer, json(said.status(), said.body()), Answers.SUCCESS);

    JsonNode moka = deliver(customer);

    assertEquals("dead-lettered", moka.path("status").asText());
    assertEquals(said.code(), moka.path("resultCode").asText());
    assertEquals(said.message(), moka.path("message").asText());
    assertEquals(1, partners.askedAbout(customer).size());
    assertEquals("UP", relay.health("moka"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 500, 503})
  void anUnexpectedErrorAtMokaIsTriedAgainWhateverTheStatus(int status) throws Exception {
    String customer = "EX " + status;
    partners.when(customer, json(status, moka("EX", "null")), mokaCode("EX"), Answers.SUCCESS);

    String id = relay.ended(Forms.moka(customer)).path("id").asText();

    JsonNode receipt = relay.success(id, "moka");
    assertEquals(
        List.of("EX", "EX", "Success"),
        receipt.path("attempts").findValues("resultCode").stream().map(JsonNode::asText).toList());
    assertEquals(status, receipt.at("/attempts/0/httpStatus").asInt());
    assertEquals(3, partners.askedAbout(customer).size());
    assertEquals("UP", relay.health("moka"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 402, 404, 405, 409, 413, 415, 422})
  void aStatusThatRefusesTheRequestIsADeadLetterAndARedirectIsNotFollowed(int status)
      throws Exception {
    try (PartnerStub elsewhere = new PartnerStub()) {
      String customer = "Status " + status;
      String location = elsewhere.address() + "/moka/DealerCustomer/UpdateCustomer";
      partners.when(customer, status(status, "Location", location), Answers.SUCCESS);

      JsonNode moka = deliver(customer);

      assertEquals("dead-lettered", moka.path("status").asText());
      assertEquals("Http" + status, moka.path("resultCode").asText());
      assertEquals(0, elsewhere.connections());
      assertEquals(1, partners.askedAbout(customer).size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 503})
  void aPartnerThatAsksToComeBackIsAskedAgain(int status) throws Exception {
    Answer busy = html(status, "<p>Later</p>");
    partners.when("Busy " + status, busy, busy, Answers.SUCCESS);

    JsonNode moka = deliver("Busy " + status);

    assertEquals("succeeded", moka.path("status").asText());
    assertEquals(3, moka.path("attempts").asInt());
    assertEquals(3, partners.askedAbout("Busy " + status).size());
  }

  private static JsonNode deliver(String customer) throws Exception {
    return relay.ended(Forms.moka(customer)).path("deliveries").path("moka");
  }
}
