package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {

  @RegisterExtension
  static final WireMockExtension PARTNERS =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path data;

  @Test
  void aFormPostedForBothPartnersReachesBothAndItsOutcomeIsToldToTheCallerWhoWaits()
      throws Exception {
    PARTNERS.stubFor(
        post(anyUrl())
            .willReturn(
                okJson(
                    """
                    {"HasError": false, "Id": 0, "ResultCode": "Success", "ResultMessage": "",
                     "Data": {"DealerCustomer": {"DealerCustomerId": 1033}},
                     "MessageList": [{"Type": 2, "Message": "Çağrı numarası: 43090"}]}
                    """)));
    try (RunningRelay relay = RunningRelay.start(data, PARTNERS.baseUrl(), Map.of())) {
      HttpResponse<String> answer =
          relay.post(
              """
              {"CustomerFullName": "Deneme Müşteri", "CustomerMobilePhone": "0530 123 12 12",
               "ProductNameList": "ECODENSE WT 65", "CustomerCode": "C-1"}
              """,
              "Prefer",
              "wait=20");
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(
          "43090", RunningRelay.json(answer.body()).at("/deliveries/licrus/reference").asText());
      assertEquals(
          "1033", RunningRelay.json(answer.body()).at("/deliveries/moka/reference").asText());
      await().until(() -> relay.receipts("success").size() == 2);
      PARTNERS.verify(
          1,
          postRequestedFor(urlEqualTo("/moka/DealerCustomer/UpdateCustomer"))
              .withRequestBody(
                  equalToJson(
                      """
                      {"DealerCustomerAuthentication": {
                         "DealerCode": "1730", "Username": "demoUser", "Password": "demoPass1",
                         "CheckKey":
                           "803e77da9d526a1639265712e13aff8239b1426f6cf86267ff2946f061ec2665"},
                       "DealerCustomerRequest": {
                         "CustomerCode": "C-1", "FirstName": "Deneme", "LastName": "Müşteri",
                         "GsmNumber": "5301231212"}}
                      """)));
    }
  }
}
