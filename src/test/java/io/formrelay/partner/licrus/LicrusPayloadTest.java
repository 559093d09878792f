package io.formrelay.partner.licrus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class LicrusPayloadTest {

  private static final String NOTHING_BUT_THE_TICKET =
      """
      {"AuthTicket":"aa1c99300ccd452aa518a52aa565ffff","DealerCompanyName":"",\
      "DealerContactPerson":"","DealerMobilePhone":"","DealerWorkPhone":"","DealerEmail":"",\
      "CustomerCompanyName":"","CustomerFullName":"","CustomerMobilePhone":"",\
      "CustomerWorkPhone":"","CustomerEmail":"","CustomerCity":"","CustomerDistrict":"",\
      "CustomerAddress":"","ProductNameList":"","ProductGroupName":"",\
      "ProductSerialNumberList":"","DeviceCount":1}""";

  @Test
  void licrussOwnSampleIsSentAsLicrusWroteIt() throws Exception {
    String request =
        send(
            """
            {"DealerCompanyName":"Test Bayi","DealerContactPerson":"MUTLU ÖZCAN",
             "DealerMobilePhone":"3546546757","DealerEmail":"dealeremail@dealer.com",
             "CustomerFullName":"Deneme Müşteri","CustomerMobilePhone":"5301231212",
             "CustomerEmail":"customerEmail@customer.com","CustomerCity":"Istanbul",
             "CustomerDistrict":"Umraniye","CustomerAddress":"Fatih Sultan Mehmet mahallesi",
             "ProductNameList":["ECODENSE WT 65"],
             "ProductGroupName":"ECODENSE DUVAR- YER TİPİ KAZAN",
             "ProductSerialNumberList":["99958","99959"],"DeviceCount":2}""");

    assertEquals(
        """
        {"AuthTicket":"aa1c99300ccd452aa518a52aa565ffff","DealerCompanyName":"Test Bayi",\
        "DealerContactPerson":"MUTLU ÖZCAN","DealerMobilePhone":"3546546757",\
        "DealerWorkPhone":"","DealerEmail":"dealeremail@dealer.com","CustomerCompanyName":"",\
        "CustomerFullName":"Deneme Müşteri","CustomerMobilePhone":"5301231212",\
        "CustomerWorkPhone":"","CustomerEmail":"customerEmail@customer.com",\
        "CustomerCity":"Istanbul","CustomerDistrict":"Umraniye",\
        "CustomerAddress":"Fatih Sultan Mehmet mahallesi","ProductNameList":"ECODENSE WT 65",\
        "ProductGroupName":"ECODENSE DUVAR- YER TİPİ KAZAN",\
        "ProductSerialNumberList":"99958,99959","DeviceCount":2}""",
        request);
  }

  @Test
  void whatIsNotGivenIsSentBlank() throws Exception {
    assertEquals(NOTHING_BUT_THE_TICKET, send("{}"));
    assertEquals(NOTHING_BUT_THE_TICKET, send("{\"CustomerCity\":null,\"ProductNameList\":[]}"));
  }

  @Test
  void fieldsOfOtherPartnersAndOfTheRelayStayHere() throws Exception {
    assertEquals(
        NOTHING_BUT_THE_TICKET,
        send(
            """
            {"Password":"Elif1234","CustomerCode":"C-1","SubmissionId":"s1","Targets":["licrus"],
             "AuthTicket":"of the sender"}"""));
  }

  @Test
  void theDeviceCountIsTheOneGiven() throws Exception {
    assertEquals(7, deviceCount("{\"DeviceCount\":7,\"ProductSerialNumberList\":[\"1\",\"2\"]}"));
    assertEquals(0, deviceCount("{\"DeviceCount\":0,\"ProductSerialNumberList\":[\"1\"]}"));
  }

  @Test
  void withoutADeviceCountTheSerialNumbersAreCountedAndThenTheProducts() throws Exception {
    assertEquals(
        2, deviceCount("{\"ProductSerialNumberList\":[\"1\",\"2\"],\"ProductNameList\":[\"a\"]}"));
    assertEquals(3, deviceCount("{\"ProductNameList\":[\"a\",\"b\",\"c\"]}"));
    assertEquals(1, deviceCount("{\"ProductGroupName\":\"KAZAN\"}"));
  }

  @Test
  void withoutATicketNothingIsBuilt() {
    assertThrows(IllegalStateException.class, () -> send("  ", "{}"));
    assertThrows(IllegalStateException.class, () -> send("", "{}"));
  }

  private static int deviceCount(String submission) throws Exception {
    return new ObjectMapper().readTree(send(submission)).get("DeviceCount").intValue();
  }

  private static String send(String submission) throws Exception {
    return send("aa1c99300ccd452aa518a52aa565ffff", submission);
  }

  private static String send(String ticket, String submission) throws Exception {
    LicrusPayload payload = new LicrusPayload();
    payload.setAuthTicket(ticket);
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(camel);
      exchange.getMessage().setBody(new ObjectMapper().readTree(submission));
      payload.process(exchange);
      return new String((byte[]) exchange.getMessage().getBody(), StandardCharsets.UTF_8);
    }
  }
}
