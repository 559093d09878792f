package io.formrelay.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.partner.licrus.LicrusAnswer;
import io.formrelay.partner.moka.MokaAnswer;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loads the shipped pages of both partners, with a stub for the template they use. */
class PartnerRoutesTest {

  private final DefaultCamelContext camel = new DefaultCamelContext();

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void licrussPageSendsItsPayloadToItsAddress() throws Exception {
    start(
        Map.of(
            "licrus.base-url", "https://test-ecostar-api.licrus.com/api",
            "licrus.auth-ticket", "#ticket, with ?odd=signs& and spaces "));

    Exchange sent = send("licrus", "{\"CustomerFullName\":\"Deneme Müşteri\"}");

    JsonNode request = new ObjectMapper().readTree(sent.getMessage().getBody(byte[].class));
    assertEquals("#ticket, with ?odd=signs& and spaces ", request.get("AuthTicket").asText());
    assertEquals("Deneme Müşteri", request.get("CustomerFullName").asText());
    assertEquals(
        "https://test-ecostar-api.licrus.com/api/ExternalCall/Create",
        sent.getMessage().getHeader("url"));
    assertInstanceOf(LicrusAnswer.class, answerReader(sent));
  }

  @Test
  void mokasPageComputesTheCheckKeyAndSendsItsPayloadToItsAddress() throws Exception {
    start(
        Map.of(
            "moka.base-url", "https://service.refmokaunited.com",
            "moka.dealer-code", "1730",
            "moka.username", "demoUser",
            "moka.password", "demoPass1"));

    Exchange sent = send("moka", "{\"CustomerCode\":\"Customer\"}");

    assertEquals(
        """
        {"DealerCustomerAuthentication":{"DealerCode":"1730","Username":"demoUser",\
        "Password":"demoPass1",\
        "CheckKey":"803e77da9d526a1639265712e13aff8239b1426f6cf86267ff2946f061ec2665"},\
        "DealerCustomerRequest":{"CustomerCode":"Customer"}}""",
        sent.getMessage().getBody(String.class));
    assertEquals(
        "https://service.refmokaunited.com/DealerCustomer/UpdateCustomer",
        sent.getMessage().getHeader("url"));
    assertInstanceOf(MokaAnswer.class, answerReader(sent));
  }

  @Test
  void partnersWithoutSettingsDoNotStopTheStartAndSendNothing() throws Exception {
    start(Map.of());

    assertEquals("licrus.auth-ticket is not set", send("licrus", "{}").getException().getMessage());
    assertEquals("moka.dealer-code is not set", send("moka", "{}").getException().getMessage());
  }

  private void start(Map<String, String> settings) throws Exception {
    Properties properties = new Properties();
    properties.putAll(settings);
    camel.getPropertiesComponent().setInitialProperties(properties);
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.resolveMandatoryResource(
                camel, "classpath:io/formrelay/partner/deliver-stub.camel.yaml"),
            ResourceHelper.resolveMandatoryResource(camel, "file:routes/licrus.camel.yaml"),
            ResourceHelper.resolveMandatoryResource(camel, "file:routes/moka.camel.yaml"));
    camel.start();
  }

  private Exchange send(String target, String submission) throws Exception {
    JsonNode fields = new ObjectMapper().readTree(submission);
    return camel.createFluentProducerTemplate().to("direct:stub-" + target).withBody(fields).send();
  }

  private Object answerReader(Exchange sent) {
    return camel.getRegistry().lookupByName(sent.getMessage().getHeader("answer", String.class));
  }
}
