package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Request;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What partners get to see of a submission, and of who sent it. */
class OutgoingRequestTest {

  private static final String KEY = "door-key-5f1d7c";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    Map<String, String> settings = Map.of("relay.api-key", KEY, "camel.server.host", "127.0.0.1");
    relay = RunningRelay.start(data, partners.address(), settings);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void licrusGetsItsOwnSampleWithTheRelaysTicket() throws Exception {
    Request request = sent("/licrus", sample("licrus"));

    assertEquals("/licrus/ExternalCall/Create", request.path());
    assertEquals(
        """
        {"AuthTicket":"test-ticket-0123456789abcdef","DealerCompanyName":"Test Bayi",\
        "DealerContactPerson":"MUTLU ÖZCAN","DealerMobilePhone":"3546546757","DealerWorkPhone":"",\
        "DealerEmail":"dealeremail@dealer.com","CustomerCompanyName":"",\
        "CustomerFullName":"Deneme Müşteri","CustomerMobilePhone":"5301231212",\
        "CustomerWorkPhone":"","CustomerEmail":"customerEmail@customer.com",\
        "CustomerCity":"Istanbul","CustomerDistrict":"Umraniye",\
        "CustomerAddress":"Fatih Sultan Mehmet mahallesi","ProductNameList":"ECODENSE WT 65",\
        "ProductGroupName":"ECODENSE DUVAR- YER TİPİ KAZAN",\
        "ProductSerialNumberList":"99958,99959","DeviceCount":2}""",
        request.body());
  }

  @Test
  void mokaGetsItsOwnSampleWithTheRelaysCredentials() throws Exception {
    Request request = sent("/moka", sample("moka"));

    assertEquals("/moka/DealerCustomer/UpdateCustomer", request.path());
    assertEquals(
        """
        {"DealerCustomerAuthentication":{"DealerCode":"1730","Username":"demoUser",\
        "Password":"demoPass1",\
        "CheckKey":"803e77da9d526a1639265712e13aff8239b1426f6cf86267ff2946f061ec2665"},\
        "DealerCustomerRequest":{"CustomerCode":"Customer","Password":"Elif1234",\
        "FirstName":"Elif","LastName":"Y","Gender":"2","BirthDate":"19850710",\
        "GsmNumber":"5301111111","Email":"elif.y@moka.com"}}""",
        request.body());
  }

  @Test
  void oneFormForBothGivesEachItsOwn() throws Exception {
    String form =
        """
        {"CustomerFullName": "Ayşe Nur Işık", "CustomerMobilePhone": "+90 (530) 123 12 12",
         "CustomerEmail": "ayse@example.com", "CustomerCity": "İstanbul",
         "CustomerDistrict": "Ümraniye", "CustomerAddress": "Çınar Sk. 1",
         "ProductSerialNumberList": ["99958", "99959", "99960"], "DealerCustomerId": "1033",
         "Gender": 1, "BirthDate": "10.07.1985", "Email": "nur@example.com"}
        """;
    Request licrus = sent("/licrus", form);
    Request moka = partners.asked("/moka").get(partners.asked("/moka").size() - 1);

    assertEquals(
        RunningRelay.json(
            """
            {"AuthTicket": "test-ticket-0123456789abcdef", "DealerCompanyName": "",
             "DealerContactPerson": "", "DealerMobilePhone": "", "DealerWorkPhone": "",
             "DealerEmail": "", "CustomerCompanyName": "", "CustomerFullName": "Ayşe Nur Işık",
             "CustomerMobilePhone": "5301231212", "CustomerWorkPhone": "",
             "CustomerEmail": "ayse@example.com", "CustomerCity": "İstanbul",
             "CustomerDistrict": "Ümraniye", "CustomerAddress": "Çınar Sk. 1",
             "ProductNameList": "", "ProductGroupName": "",
             "ProductSerialNumberList": "99958,99959,99960", "DeviceCount": 3}
            """),
        RunningRelay.json(licrus.body()));
    assertEquals(
        RunningRelay.json(
            """
            {"DealerCustomerId": 1033, "FirstName": "Ayşe Nur", "LastName": "Işık", "Gender": "1",
             "BirthDate": "19850710", "GsmNumber": "5301231212", "Email": "nur@example.com",
             "Address": "Çınar Sk. 1, Ümraniye, İstanbul"}
            """),
        RunningRelay.json(moka.body()).path("DealerCustomerRequest"));
  }

  @Test
  void nothingOfTheCallersRequestGoesOut() throws Exception {
    List<Request> requests = new ArrayList<>();
    requests.add(sent("/licrus", Forms.both("Deneme", "C-7")));
    requests.add(partners.askedAbout("C-7").get(0));

    for (Request request : requests) {
      assertAll(
          () -> assertEquals("POST", request.method()),
          () ->
              assertEquals(
                  "application/json; charset=utf-8", request.headers().get("content-type")),
          () -> assertEquals("application/json", request.headers().get("accept")),
          () ->
              assertEquals(
                  Set.of(
                      "accept",
                      "accept-encoding",
                      "connection",
                      "content-length",
                      "content-type",
                      "host",
                      "user-agent"),
                  new TreeSet<>(request.headers().keySet())),
          () -> assertEquals("FormRelay", request.headers().get("user-agent")),
          () -> assertFalse(request.toString().contains(KEY)),
          () -> assertFalse(request.toString().contains("evil")));
    }
  }

  @Test
  void noHeaderAndNoParameterOfACallSteersTheCallToThePartner() throws Exception {
    try (PartnerStub evil = new PartnerStub()) {
      String elsewhere = evil.address() + "/evil";
      List<String> names =
          List.of(
              "CamelHttpUri",
              "CamelHttpPath",
              "CamelHttpQuery",
              "CamelHttpMethod",
              "CamelHttpBaseUri",
              "CamelHttpHost",
              "CamelRestHttpUri",
              "CamelToEndpoint",
              "CamelFileName",
              "camelhttpuri");
      for (String name : names) {
        for (String value : List.of(elsewhere, "/evil", "GET")) {
          HttpRequest.Builder call =
              HttpRequest.newBuilder(relay.uri("/submissions?" + name + "=" + value))
                  .header(name, value)
                  .header("X-API-Key", KEY)
                  .header("Prefer", "wait=60")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(Forms.both("Deneme", "C-8")));
          HttpResponse<String> answer = relay.send(call);
          JsonNode status = RunningRelay.json(answer.body());
          assertEquals("succeeded", status.path("status").asText(), answer.body());
        }
      }
      assertEquals(0, evil.connections());
      assertEquals(
          Set.of("POST /licrus/ExternalCall/Create", "POST /moka/DealerCustomer/UpdateCustomer"),
          Set.copyOf(
              partners.asked("").stream()
                  .map(request -> request.method() + " " + request.path())
                  .toList()));
    }
  }

  /** Posts it with headers of many kinds, and tells what the partner got. */
  private static Request sent(String path, String json) throws Exception {
    HttpResponse<String> answer =
        relay.post(
            json,
            "Prefer",
            "wait=60",
            "X-API-Key",
            KEY,
            "Cookie",
            "session=evil",
            "Accept",
            "text/evil",
            "Accept-Language",
            "tr, evil;q=0.5",
            "User-Agent",
            "evil/1.0",
            "X-Evil",
            "evil",
            "Idempotency-Key",
            "evil-" + json.hashCode(),
            "CamelHttpCharacterEncoding",
            "ISO-8859-9",
            "X-Forwarded-For",
            "evil.example");
    assertEquals(200, answer.statusCode(), answer.body());
    List<Request> asked = partners.asked(path);
    return asked.get(asked.size() - 1);
  }

  private static String sample(String name) throws Exception {
    try (InputStream file =
        OutgoingRequestTest.class.getResourceAsStream("/samples/" + name + ".json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
