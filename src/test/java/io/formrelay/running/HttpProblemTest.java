package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.RunningRelay.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProblemTest {

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;
  private static RunningRelay relay;
  private static Door door;

  @BeforeAll
  static void start() throws Exception {
    relay = RunningRelay.start(data, PARTNERS.baseUrl(), Map.of("licrus.enabled", "false"));
    door = new Door(relay);
  }

  @AfterAll
  static void end() {
    relay.close();
  }

  @BeforeEach
  void partnersAnswer() {
    PARTNERS.stubFor(Door.success());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{\"CustomerCode\": \"C\"",
        "{\"CustomerCode\": \"C\"}}",
        "{\"CustomerCode\": \"C\"} {\"CustomerCode\": \"C\"}",
        "{\"CustomerCode\": \"C\", \"CustomerCode\": \"D\"}",
        "{'CustomerCode': 'C'}",
        "{\"CustomerCode\": NaN}",
        "CustomerCode=C",
        "<xml/>"
      })
  void whatIsNotOneJsonValueIsAnswered400(String body) throws Exception {
    assertProblem(400, door.submit(Door.JSON, body));
  }

  @Test
  void withoutAConfiguredKeyACallFromAPageIsRefused() throws Exception {
    assertProblem(
        403, door.submit(Door.JSON, "{\"DeviceCount\": 1}", "Origin", "https://a.example"));
    assertProblem(403, door.call("GET", "/openapi.yaml", "Origin", "https://a.example"));
  }

  @Test
  void withoutAConfiguredKeyTheFormIsShownToNobodyBehindAProxy() throws Exception {
    for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")) {
      assertEquals(403, door.call("GET", "/", header, "192.0.2.1").statusCode(), header);
      assertEquals(
          403,
          door.call("POST", "/dealer", "Content-Type", Door.FORM, header, "192.0.2.1").statusCode(),
          header);
    }
  }

  @Test
  void whatGoesBeyondTheLimitsIsAnswered400() throws Exception {
    StringBuilder fields = new StringBuilder("{\"CustomerCode\": \"C\"");
    StringBuilder form = new StringBuilder("CustomerCode=C");
    for (int i = 0; i < 1_000; i++) {
      fields.append(", \"f").append(i).append("\": 1");
      form.append("&f").append(i).append("=1");
    }
    assertProblem(400, door.submit(Door.JSON, fields.append("}").toString()));
    assertProblem(400, door.submit(Door.FORM, form.toString()));
    assertProblem(400, door.submit(Door.JSON, "[".repeat(30_000)));
    assertProblem(400, door.submit(Door.JSON, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
    assertProblem(400, door.submit(Door.JSON, number("1".repeat(10_000))));
    assertProblem(400, door.submit(Door.JSON, number("1e99999999999999999999")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "2147483648", "0.1"})
  void aNumberThatNoFieldCanHoldIsAnswered422(String number) throws Exception {
    assertProblem(422, door.submit(Door.JSON, number(number)));
  }

  private static String number(String number) {
    return "{\"DealerCustomerId\": " + number + "}";
  }

  @Test
  void whatIsNotInUtf8IsAnswered400() throws Exception {
    String body = "{\"CustomerCode\": \"C\", \"FirstName\": \"Şule\"}";
    assertProblem(400, door.submit(Door.JSON, body.getBytes(Charset.forName("ISO-8859-9"))));
    assertProblem(400, door.submit(Door.JSON, body.getBytes(StandardCharsets.UTF_16LE)));
    assertProblem(
        400, door.submit(Door.JSON, "{\"CustomerCode\": \"C", "Content-Encoding", "gzip"));
  }

  @Test
  void brokenJsonIsExplainedInTheCallersLanguage() throws Exception {
    JsonNode turkish = assertProblem(400, door.submit(Door.JSON, ""));
    JsonNode english = assertProblem(400, door.submit(Door.JSON, "", "Accept-Language", "en-GB"));

    assertEquals("Gönderim boş: bir JSON nesnesi beklenir.", turkish.path("detail").asText());
    assertEquals(
        "The submission is empty: a JSON object is expected.", english.path("detail").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "/submissions, POST",
    "/submissions/, POST",
    "/submissions/some-id, GET",
    "/openapi.yaml, GET",
    "/submission.schema.json, GET"
  })
  void anotherMethodIsAnswered405WithTheOneThatIsAllowed(String path, String allowed)
      throws Exception {
    for (String method :
        List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PURGE")) {
      if (!method.equals(allowed)) {
        HttpResponse<String> answer = door.call(method, path, "CamelHttpMethod", allowed);
        assertEquals(405, answer.statusCode(), method);
        assertEquals(allowed, header(answer, "Allow"), method);
        assertEquals("application/problem+json", header(answer, "Content-Type"), method);
        if (!method.equals("HEAD")) {
          assertProblem(405, answer);
        }
      }
    }
  }

  @Test
  void aMethodInTheQueryIsNoMethod() throws Exception {
    assertProblem(405, door.call("GET", "/submissions?CamelHttpMethod=POST"));
  }

  @Test
  void anUnknownPathIsAnswered404() throws Exception {
    for (String path :
        List.of("/x", "/submissions/a/b", "/openapi.yml", "/pom.xml", "/config/openapi.yaml")) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        assertProblem(404, door.call(method, path));
      }
    }
  }

  @Test
  void aBodyOf64KiBIsTakenAndAByteMoreIsAnswered413() throws Exception {
    String submission = "{\"CustomerCode\": \"C-64\"}";
    byte[] largest =
        (submission + " ".repeat(65_536 - submission.length())).getBytes(StandardCharsets.UTF_8);
    byte[] tooLarge =
        (submission + " ".repeat(65_537 - submission.length())).getBytes(StandardCharsets.UTF_8);

    assertEquals(202, door.submit(Door.JSON, largest).statusCode());
    assertEquals(202, door.submitChunked(Door.JSON, largest).statusCode());
    assertProblem(413, door.submit(Door.JSON, tooLarge));
    assertProblem(413, door.submitChunked(Door.JSON, tooLarge));
    assertProblem(413, door.submit(Door.FORM, "CustomerCode=C&Address=" + "a".repeat(65_536)));
    assertProblem(413, door.submit(Door.JSON, new byte[3_000_000]));
    assertProblem(413, door.submitChunked(Door.JSON, new byte[3_000_000]));
  }

  @Test
  void aConnectionOnWhichABodyWasNotWantedServesTheNextCall() throws Exception {
    byte[] large = new byte[3_000_000];
    for (String path : List.of("/submissions/x", "/openapi.yaml", "/unknown")) {
      for (String method : List.of("GET", "PUT")) {
        door.call(method, path, Door.JSON, BodyPublishers.ofByteArray(large));
        assertProblem(404, door.call("GET", "/submissions/unknown"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/json",
        "application/xml",
        "application/jsonp",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-9",
        "application/json; charset=\"utf-16\"",
        "application/x-www-form-urlencoded; charset=windows-1254",
        "*/*",
        ";;;",
        ";"
      })
  void anotherMediaTypeOrCharsetIsAnswered415(String type) throws Exception {
    assertProblem(415, door.submit(type, "{\"CustomerCode\": \"C\"}"));
  }

  @Test
  void noMediaTypeAtAllIsAnswered415() throws Exception {
    assertProblem(415, door.submit(null, "{\"CustomerCode\": \"C\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON ; Charset=\"UTF-8\"",
        "application/json;v=1"
      })
  void jsonInUtf8IsTakenHoweverItIsWritten(String type) throws Exception {
    assertEquals(202, door.submit(type, "{\"CustomerCode\": \"C\"}").statusCode());
  }

  private static final String WRONG =
      """
      {"CustomerCode": "C", "GsmNumber": "12", "BirthDate": "31.02.2000", "Gender": "3",
       "Emial": "x@y.zz", "Email": "nobody"}
      """;

  @Test
  void everyWrongFieldIsNamedAtOnceInTurkish() throws Exception {
    HttpResponse<String> answer = relay.post(WRONG);

    JsonNode problem = assertProblem(422, answer);
    assertEquals(
        "Formda hatalı alanlar var; errors listesine bakın.", problem.path("detail").asText());
    assertEquals("tr", header(answer, "Content-Language"));
    assertEquals(
        json(
            """
            [{"field": "Gender", "message": "Şunlardan biri olmalı: 1, 2."},
             {"field": "BirthDate", "message": "1900'den bugüne gerçek bir tarih olmalı: yyyyAAgg, yyyy-AA-gg ya da gg.AA.yyyy, örneğin 19850710."},
             {"field": "GsmNumber", "message": "Telefon numarası on haneli bir Türkiye numarası olmalı, örneğin 5301231212."},
             {"field": "Email", "message": "Geçerli bir e-posta adresi olmalı, örneğin elif.y@moka.com."},
             {"field": "Emial", "message": "Bilinmeyen alan. 'Email' alanını mı demek istediniz?"}]
            """),
        problem.path("errors"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"en|en", "en-GB,tr;q=0.5|en", "tr,en;q=0.9|tr", "de|tr", "*|tr", ";;|tr"})
  void acceptLanguageChoosesBetweenTurkishAndEnglish(String asked, String given) throws Exception {
    HttpResponse<String> answer = relay.post(WRONG, "Accept-Language", asked);

    JsonNode problem = assertProblem(422, answer);
    assertEquals(given, header(answer, "Content-Language"));
    assertEquals(5, problem.path("errors").size(), answer.body());
    assertEquals(
        given.equals("en")
            ? "Unknown field. Did you mean 'Email'?"
            : "Bilinmeyen alan. 'Email' alanını mı demek istediniz?",
        problem.at("/errors/4/message").asText());
  }

  @Test
  void aSubmissionForAPartnerThatIsOffIsRefusedWithAClearError() throws Exception {
    JsonNode problem =
        assertProblem(422, relay.post("{\"DeviceCount\": 1}", "Accept-Language", "en"));

    assertEquals(
        json(
            """
            [{"field": "Targets", "message":
              "The target 'licrus' is switched off at present, so the submission is not accepted."}]
            """),
        problem.path("errors"));
  }
}
