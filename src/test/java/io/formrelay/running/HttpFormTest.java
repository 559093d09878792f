package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.id;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFormTest {

  @TempDir static Path data;

  @RegisterExtension
  static final OpenDoor DOOR =
      new OpenDoor(
          () -> data, Map.of("relay.api-key", "form-key-1", "camel.server.host", "127.0.0.1"));

  @Test
  void aBrowsersFormIsDeliveredWithItsTurkishLettersListsAndEmptyInputs() throws Exception {
    HttpResponse<String> answer =
        submit(
            "DealerContactPerson=MUTLU+%C3%96ZCAN&DealerWorkPhone=&CustomerCompanyName=++"
                + "&CustomerFullName=I%C5%9F%C4%B1l+%C4%B0%C4%9Fdeli%C3%A7%C3%BC"
                + "&CustomerMobilePhone=%2B90+%28530%29+123+12+12"
                + "&ProductNameList=WT+65&ProductNameList=&ProductNameList=WT+35"
                + "&ProductSerialNumberList=99958%2C99959&DeviceCount=2");

    assertEquals(200, answer.statusCode(), answer.body());
    DOOR.stubs()
        .verify(
            1,
            postRequestedFor(urlEqualTo("/licrus/ExternalCall/Create"))
                .withRequestBody(
                    equalToJson(
                        """
                    {"AuthTicket": "test-ticket-0123456789abcdef",
                     "DealerCompanyName": "", "DealerContactPerson": "MUTLU ÖZCAN",
                     "DealerMobilePhone": "", "DealerWorkPhone": "", "DealerEmail": "",
                     "CustomerCompanyName": "", "CustomerFullName": "Işıl İğdeliçü",
                     "CustomerMobilePhone": "5301231212", "CustomerWorkPhone": "",
                     "CustomerEmail": "", "CustomerCity": "", "CustomerDistrict": "",
                     "CustomerAddress": "", "ProductNameList": "WT 65,WT 35",
                     "ProductGroupName": "", "ProductSerialNumberList": "99958,99959",
                     "DeviceCount": 2}
                    """)));
  }

  @Test
  void aFormInRawUtf8IsReadToo() throws Exception {
    HttpResponse<String> answer = submit("CustomerCode=F-raw&FirstName=Şule&LastName=Çağ");

    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode kept = receipt(id(answer)).path("submission");
    assertEquals("Şule", kept.path("FirstName").asText());
    assertEquals("Çağ", kept.path("LastName").asText());
  }

  @Test
  void aFormOfManyAndOfLongInputsIsTaken() throws Exception {
    String serials =
        IntStream.range(0, 1_000)
            .mapToObj(each -> "ProductSerialNumberList=S" + each)
            .collect(Collectors.joining("&"));
    HttpResponse<String> many = submit(serials);
    assertEquals(200, many.statusCode(), many.body());
    assertEquals(1_000, receipt(id(many)).at("/submission/ProductSerialNumberList").size());

    HttpResponse<String> longest =
        submit("DeviceCount=1&CustomerAddress=" + "%E2%82%BA".repeat(1_000));
    assertEquals(200, longest.statusCode(), longest.body());
    assertEquals(
        "₺".repeat(1_000), receipt(id(longest)).at("/submission/CustomerAddress").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Prefer=wait%3D20",
        "Idempotency-Key=k",
        "Accept-Language=en",
        "CamelHttpUri=http%3A%2F%2F127.0.0.1%3A1%2F",
        "CamelHttpMethod=GET",
        "CamelHttpResponseCode=500",
        "Content-Type=text%2Fplain",
        "id=other",
        "source=evil",
        "targets=moka"
      })
  void aFieldNamedLikeAHeaderIsAnUnknownFieldAndNothingElse(String field) throws Exception {
    String name = field.substring(0, field.indexOf('='));
    HttpResponse<String> answer =
        DOOR.submit(Door.FORM, "CustomerCode=F-1&" + field, "X-API-Key", "form-key-1");

    JsonNode problem = assertProblem(422, answer);
    assertEquals(1, problem.path("errors").size(), answer.body());
    assertEquals(name, problem.at("/errors/0/field").asText());
    assertEquals("application/problem+json", Door.header(answer, "Content-Type"));
    if (!name.equals("Content-Type")) {
      assertNull(Door.header(answer, name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-API-Key=form-key-1",
        "Authorization=Bearer+form-key-1",
        "CustomerCode=F-2&x-api-key=form-key-1"
      })
  void theKeyInAFieldOpensNothing(String body) throws Exception {
    assertProblem(401, DOOR.submit(Door.FORM, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CustomerCode=F-3&FirstName=%DEule",
        "CustomerCode=F-3&FirstName=%C5",
        "CustomerCode=F-3&%FF=x",
        "CustomerCode=F-3&FirstName=%ZZ",
        "CustomerCode=F-3&FirstName=100%",
        "CustomerCode=F-3&FirstName=%C0%AF"
      })
  void aFormInAnotherEncodingIsRefusedInsteadOfGarbled(String body) throws Exception {
    assertProblem(400, DOOR.submit(Door.FORM, body, "X-API-Key", "form-key-1"));
  }

  @Test
  void whatAFormUploadsIsNeitherTakenNorKept() throws Exception {
    Path here = Path.of("file-uploads");
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n";
    for (String key : new String[] {"form-key-1", "wrong"}) {
      for (String path : new String[] {"/submissions", "/submissions/x", "/openapi.yaml"}) {
        HttpResponse<String> answer =
            DOOR.call(
                "POST",
                path,
                "multipart/form-data; boundary=b",
                BodyPublishers.ofString(body),
                "X-API-Key",
                key);
        int expected = path.equals("/submissions") ? 415 : 405;
        assertProblem(key.equals("wrong") ? 401 : expected, answer);
      }
    }
    assertFalse(Files.exists(here));
  }

  private static HttpResponse<String> submit(String body) throws Exception {
    return DOOR.submit(Door.FORM, body, "X-API-Key", "form-key-1", "Prefer", "wait=20");
  }

  private static JsonNode receipt(String id) throws Exception {
    await().until(() -> DOOR.relay().files("success").stream().anyMatch(each -> named(each, id)));
    return RunningRelay.read(
        DOOR.relay().files("success").stream()
            .filter(each -> named(each, id))
            .findFirst()
            .orElseThrow());
  }

  private static boolean named(Path file, String id) {
    return file.getFileName().toString().equals(id + ".json");
  }
}
