package io.formrelay.partner.moka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class MokaPayloadTest {

  private static final String AUTHENTICATION =
      """
      "DealerCustomerAuthentication":{"DealerCode":"1730","Username":"demoUser",\
      "Password":"demoPass1","CheckKey":\
      "803e77da9d526a1639265712e13aff8239b1426f6cf86267ff2946f061ec2665"}""";

  @Test
  void mokasOwnSampleIsSentWithoutItsBlankId() throws Exception {
    assertEquals(
        "{"
            + AUTHENTICATION
            + """
              ,"DealerCustomerRequest":{"CustomerCode":"Customer","Password":"Elif1234",\
              "FirstName":"Elif","LastName":"Y","Gender":"2","BirthDate":"19850710",\
              "GsmNumber":"5301111111","Email":"elif.y@moka.com"}}""",
        send(
            """
            {"CustomerCode":"Customer","Password":"Elif1234","FirstName":"Elif","LastName":"Y",
             "Gender":"2","BirthDate":"19850710","GsmNumber":"5301111111",
             "Email":"elif.y@moka.com"}"""));
  }

  @Test
  void everyFieldThatIsSetIsSentAndTheIdIsANumber() throws Exception {
    assertEquals(
        "{"
            + AUTHENTICATION
            + """
              ,"DealerCustomerRequest":{"DealerCustomerId":1033,"CustomerCode":"C-1",\
              "Password":"Şifre1","FirstName":"Işık","LastName":"Öz","Gender":"1",\
              "BirthDate":"19851231","GsmNumber":"5301111111","Email":"i@moka.com",\
              "Address":"TAŞDELEN"}}""",
        send(
            """
            {"Address":"TAŞDELEN","Email":"i@moka.com","GsmNumber":"5301111111",
             "BirthDate":"19851231","Gender":"1","LastName":"Öz","FirstName":"Işık",
             "Password":"Şifre1","CustomerCode":"C-1","DealerCustomerId":1033}"""));
  }

  @Test
  void neitherBlanksNorNullsNorOtherPartnersFieldsAreSent() throws Exception {
    assertEquals(
        "{" + AUTHENTICATION + ",\"DealerCustomerRequest\":{\"DealerCustomerId\":7}}",
        send(
            """
            {"DealerCustomerId":7,"CustomerCode":"","Password":null,"Address":" ",
             "CustomerFullName":"Deneme Müşteri","SubmissionId":"s1","Targets":["moka"]}"""));
  }

  @Test
  void withoutCredentialsNothingIsBuilt() {
    MokaCredentials none = new MokaCredentials();
    Exception refused = assertThrows(IllegalStateException.class, () -> send(none, "{}"));
    assertEquals("moka.dealer-code is not set", refused.getMessage());

    MokaCredentials blank = credentials();
    blank.setPassword(" ");
    refused = assertThrows(IllegalStateException.class, () -> send(blank, "{}"));
    assertEquals("moka.password is not set", refused.getMessage());
  }

  @Test
  void theCheckKeyIsOnTheExchangeButNotInAHeader() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(camel);
      CheckKeyProcessor checkKey = new CheckKeyProcessor();
      checkKey.setCredentials(credentials());
      checkKey.process(exchange);

      assertTrue(exchange.getMessage().getHeaders().isEmpty());
      assertEquals("{MokaCheckKey=CheckKey[hidden]}", exchange.getProperties().toString());
    }
  }

  private static MokaCredentials credentials() {
    MokaCredentials credentials = new MokaCredentials();
    credentials.setDealerCode("1730");
    credentials.setUsername("demoUser");
    credentials.setPassword("demoPass1");
    return credentials;
  }

  private static String send(String submission) throws Exception {
    return send(credentials(), submission);
  }

  private static String send(MokaCredentials credentials, String submission) throws Exception {
    CheckKeyProcessor checkKey = new CheckKeyProcessor();
    checkKey.setCredentials(credentials);
    MokaPayload payload = new MokaPayload();
    payload.setCredentials(credentials);
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(camel);
      exchange.getMessage().setBody(new ObjectMapper().readTree(submission));
      checkKey.process(exchange);
      payload.process(exchange);
      return new String((byte[]) exchange.getMessage().getBody(), StandardCharsets.UTF_8);
    }
  }
}
