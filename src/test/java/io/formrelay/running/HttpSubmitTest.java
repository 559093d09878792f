package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static io.formrelay.running.RunningRelay.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSubmitTest {

  @TempDir static Path data;

  @RegisterExtension static final OpenDoor DOOR = new OpenDoor(() -> data, Map.of());

  @Test
  void anAcceptedSubmissionIsAnswered202WithItsIdItsDeliveriesAndItsPlace() throws Exception {
    HttpResponse<String> answer =
        DOOR.relay().post("{\"CustomerCode\": \"C-1\", \"ProductNameList\": \"ECODENSE WT 65\"}");

    assertEquals(202, answer.statusCode(), answer.body());
    assertEquals(
        json(
            """
            {"id": "%s", "status": "pending",
             "deliveries": {"licrus": {"status": "pending"}, "moka": {"status": "pending"}}}
            """
                .formatted(id(answer))),
        json(answer.body()));
    assertTrue(id(answer).matches("[A-Za-z0-9_-]{1,64}"), answer.body());
    assertEquals("/submissions/" + id(answer), header(answer, "Location"));
    assertEquals("application/json", header(answer, "Content-Type"));
    assertEquals("no-store", header(answer, "Cache-Control"));
    assertNull(header(answer, "Preference-Applied"));
  }

  @Test
  void licrusOwnSampleIsDeliveredAsItStands() throws Exception {
    HttpResponse<String> answer =
        DOOR.submit(Door.JSON, Door.sample("licrus.json"), "Prefer", "wait=20");

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("43090", json(answer.body()).at("/deliveries/licrus/reference").asText());
    DOOR.stubs()
        .verify(
            1,
            postRequestedFor(urlEqualTo("/licrus/ExternalCall/Create"))
                .withRequestBody(
                    equalToJson(
                        """
                    {"AuthTicket": "test-ticket-0123456789abcdef",
                     "DealerCompanyName": "Test Bayi", "DealerContactPerson": "MUTLU ÖZCAN",
                     "DealerMobilePhone": "3546546757", "DealerWorkPhone": "",
                     "DealerEmail": "dealeremail@dealer.com", "CustomerCompanyName": "",
                     "CustomerFullName": "Deneme Müşteri", "CustomerMobilePhone": "5301231212",
                     "CustomerWorkPhone": "", "CustomerEmail": "customerEmail@customer.com",
                     "CustomerCity": "Istanbul", "CustomerDistrict": "Umraniye",
                     "CustomerAddress": "Fatih Sultan Mehmet mahallesi",
                     "ProductNameList": "ECODENSE WT 65",
                     "ProductGroupName": "ECODENSE DUVAR- YER TİPİ KAZAN",
                     "ProductSerialNumberList": "99958,99959", "DeviceCount": 2}
                    """)));
  }

  @Test
  void mokaOwnSampleIsDeliveredAsItStandsWithTheRelaysCredentials() throws Exception {
    HttpResponse<String> answer =
        DOOR.submit(Door.JSON, Door.sample("moka.json"), "Prefer", "wait=20");

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("1033", json(answer.body()).at("/deliveries/moka/reference").asText());
    DOOR.stubs()
        .verify(
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
                       "CustomerCode": "Customer", "Password": "Elif1234", "FirstName": "Elif",
                       "LastName": "Y", "Gender": "2", "BirthDate": "19850710",
                       "GsmNumber": "5301111111", "Email": "elif.y@moka.com"}}
                    """)));
  }

  @Test
  void aCallerWhoWaitsIsAnswered200WithTheOutcome() throws Exception {
    HttpResponse<String> answer =
        DOOR.relay().post("{\"CustomerCode\": \"C-2\"}", "Prefer", "respond-async, WAIT = 20");

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("succeeded", json(answer.body()).path("status").asText());
    assertEquals("/submissions/" + id(answer), header(answer, "Location"));
    assertEquals("wait=20", header(answer, "Preference-Applied"));
  }

  @Test
  void aPreferenceInASecondHeaderCountsAsWell() throws Exception {
    HttpResponse<String> answer =
        DOOR.relay()
            .post("{\"CustomerCode\": \"C-3\"}", "Prefer", "respond-async", "Prefer", "wait=20");

    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aWaitThatRunsOutIsAnswered202AndTheDeliveryGoesOn() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (PartnerStub slow = new PartnerStub()) {
      slow.usually(Answers.after(answered, Answers.SUCCESS));
      DOOR.stubs()
          .stubFor(
              post(anyUrl())
                  .withRequestBody(containing("SLOW"))
                  .willReturn(aResponse().proxiedFrom(slow.address())));

      HttpResponse<String> answer =
          DOOR.relay().post("{\"CustomerCode\": \"SLOW-1\"}", "Prefer", "wait=1");

      assertEquals(202, answer.statusCode(), answer.body());
      assertEquals("pending", json(answer.body()).path("status").asText());
      await().until(() -> DOOR.relay().state(id(answer), "moka").equals("sending"));
      answered.countDown();
      await().until(() -> DOOR.relay().state(id(answer), "moka").equals("succeeded"));
    }
  }

  @Test
  void aWaitOfMoreThanAMinuteIsTakenForAMinute() throws Exception {
    HttpResponse<String> answer =
        DOOR.relay().post("{\"CustomerCode\": \"C-4\"}", "Prefer", "wait=999");

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("wait=60", header(answer, "Preference-Applied"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wait", "wait=", "wait=soon", "wait=-5", "wait=0", "await=9", "wait=1e3", "w;;,="})
  void aPreferenceThatMakesNoSenseIsIgnored(String prefer) throws Exception {
    HttpResponse<String> answer =
        DOOR.relay().post("{\"CustomerCode\": \"C-5\"}", "Prefer", prefer);

    assertEquals(202, answer.statusCode(), answer.body());
    assertNull(header(answer, "Preference-Applied"));
  }

  @Test
  void aCallerWhoAsksBeforeSendingTheBodyIsToldToGoOn() throws Exception {
    HttpResponse<String> answer =
        DOOR.relay()
            .send(
                HttpRequest.newBuilder(DOOR.relay().uri("/submissions"))
                    .expectContinue(true)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"CustomerCode\": \"C-6\"}")));

    assertEquals(202, answer.statusCode(), answer.body());
  }
}
