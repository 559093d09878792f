package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.RunningRelay.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a form with wrong fields is answered, and in which language. */
class HttpFieldErrorTest {

  private static final String WRONG =
      """
      {"CustomerCode": "C", "GsmNumber": "12", "BirthDate": "31.02.2000", "Gender": "3",
       "Emial": "x@y.zz", "Email": "nobody"}
      """;

  @TempDir static Path data;

  @RegisterExtension
  static final OpenDoor DOOR = new OpenDoor(() -> data, Map.of("licrus.enabled", "false"));

  @Test
  void everyWrongFieldIsNamedAtOnceInTurkish() throws Exception {
    HttpResponse<String> answer = DOOR.relay().post(WRONG);

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
    HttpResponse<String> answer = DOOR.relay().post(WRONG, "Accept-Language", asked);

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
        assertProblem(422, DOOR.relay().post("{\"DeviceCount\": 1}", "Accept-Language", "en"));

    assertEquals(
        json(
            """
            [{"field": "Targets", "message":
              "The target 'licrus' is switched off at present, so the submission is not accepted."}]
            """),
        problem.path("errors"));
  }
}
