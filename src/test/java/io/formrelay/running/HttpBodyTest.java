package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies of a call are taken, and how those that are none are answered. */
class HttpBodyTest {

  @TempDir static Path data;

  @RegisterExtension
  static final OpenDoor DOOR = new OpenDoor(() -> data, Map.of("licrus.enabled", "false"));

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
    assertProblem(400, DOOR.submit(Door.JSON, body));
  }

  @Test
  void whatIsNotInUtf8IsAnswered400() throws Exception {
    String body = "{\"CustomerCode\": \"C\", \"FirstName\": \"Şule\"}";
    assertProblem(400, DOOR.submit(Door.JSON, body.getBytes(Charset.forName("ISO-8859-9"))));
    assertProblem(400, DOOR.submit(Door.JSON, body.getBytes(StandardCharsets.UTF_16LE)));
    assertProblem(
        400, DOOR.submit(Door.JSON, "{\"CustomerCode\": \"C", "Content-Encoding", "gzip"));
  }

  @Test
  void brokenJsonIsExplainedInTheCallersLanguage() throws Exception {
    JsonNode turkish = assertProblem(400, DOOR.submit(Door.JSON, ""));
    JsonNode english = assertProblem(400, DOOR.submit(Door.JSON, "", "Accept-Language", "en-GB"));

    assertEquals("Gönderim boş: bir JSON nesnesi beklenir.", turkish.path("detail").asText());
    assertEquals(
        "The submission is empty: a JSON object is expected.", english.path("detail").asText());
  }

  @Test
  void whatGoesBeyondTheLimitsIsAnswered400() throws Exception {
    StringBuilder fields = new StringBuilder("{\"CustomerCode\": \"C\"");
    StringBuilder form = new StringBuilder("CustomerCode=C");
    for (int i = 0; i < 1_000; i++) {
      fields.append(", \"f").append(i).append("\": 1");
      form.append("&f").append(i).append("=1");
    }
    assertProblem(400, DOOR.submit(Door.JSON, fields.append("}").toString()));
    assertProblem(400, DOOR.submit(Door.FORM, form.toString()));
    assertProblem(400, DOOR.submit(Door.JSON, "[".repeat(30_000)));
    assertProblem(400, DOOR.submit(Door.JSON, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
    assertProblem(400, DOOR.submit(Door.JSON, number("1".repeat(10_000))));
    assertProblem(400, DOOR.submit(Door.JSON, number("1e99999999999999999999")));
  }

  private static String number(String number) {
    return "{\"DealerCustomerId\": " + number + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "2147483648", "0.1"})
  void aNumberThatNoFieldCanHoldIsAnswered422(String number) throws Exception {
    assertProblem(422, DOOR.submit(Door.JSON, number(number)));
  }

  @Test
  void aBodyOf64KiBIsTakenAndAByteMoreIsAnswered413() throws Exception {
    String submission = "{\"CustomerCode\": \"C-64\"}";
    byte[] largest =
        (submission + " ".repeat(65_536 - submission.length())).getBytes(StandardCharsets.UTF_8);
    byte[] tooLarge =
        (submission + " ".repeat(65_537 - submission.length())).getBytes(StandardCharsets.UTF_8);

    assertEquals(202, DOOR.submit(Door.JSON, largest).statusCode());
    assertEquals(202, DOOR.submitChunked(Door.JSON, largest).statusCode());
    assertProblem(413, DOOR.submit(Door.JSON, tooLarge));
    assertProblem(413, DOOR.submitChunked(Door.JSON, tooLarge));
    assertProblem(413, DOOR.submit(Door.FORM, "CustomerCode=C&Address=" + "a".repeat(65_536)));
    assertProblem(413, DOOR.submit(Door.JSON, new byte[3_000_000]));
    assertProblem(413, DOOR.submitChunked(Door.JSON, new byte[3_000_000]));
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
    assertProblem(415, DOOR.submit(type, "{\"CustomerCode\": \"C\"}"));
  }

  @Test
  void noMediaTypeAtAllIsAnswered415() throws Exception {
    assertProblem(415, DOOR.submit(null, "{\"CustomerCode\": \"C\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON ; Charset=\"UTF-8\"",
        "application/json;v=1"
      })
  void jsonInUtf8IsTakenHoweverItIsWritten(String type) throws Exception {
    assertEquals(202, DOOR.submit(type, "{\"CustomerCode\": \"C\"}").statusCode());
  }
}
