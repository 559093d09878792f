package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static io.formrelay.running.RunningRelay.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStatusTest {

  @TempDir static Path data;

  @RegisterExtension
  static final OpenDoor DOOR = new OpenDoor(() -> data, Map.of("retry.delays", "1h"));

  @BeforeEach
  void partnersAnswer() {
    DOOR.stubs()
        .stubFor(
            post(anyUrl())
                .withRequestBody(containing("Refused"))
                .willReturn(
                    okJson(
                        """
                    {"HasError": true, "HasMessage": true, "MessageList": [
                      {"Type": 0, "Message": "345 Koduyla eşleşen bir ürün bulunamadı"}]}
                    """)));
    DOOR.stubs()
        .stubFor(
            post(anyUrl())
                .withRequestBody(containing("Later"))
                .willReturn(
                    okJson(
                        """
                    {"Data": null, "ResultCode": "EX", "ResultMessage": "Beklenmeyen hata"}
                    """)));
  }

  @Test
  void aSubmissionThatSucceededIsToldWithThePartnersNumber() throws Exception {
    HttpResponse<String> accepted =
        DOOR.relay().post("{\"CustomerCode\": \"S-1\"}", "Prefer", "wait=20");

    HttpResponse<String> answer = DOOR.call("GET", header(accepted, "Location"));

    assertEquals(200, answer.statusCode());
    assertEquals("application/json", header(answer, "Content-Type"));
    assertEquals("no-store", header(answer, "Cache-Control"));
    ObjectNode status = (ObjectNode) json(answer.body());
    assertRecentUtc(status.remove("receivedAt").asText());
    assertEquals(
        json(
            """
            {"id": "%s", "source": "http", "status": "succeeded",
             "deliveries": {"moka": {"status": "succeeded", "attempts": 1, "nextAttemptAt": null,
               "resultCode": "Success", "message": "", "reference": "1033"}}}
            """
                .formatted(id(accepted))),
        status);
  }

  @Test
  void aSubmissionForBothIsPendingUntilBothHaveEnded() throws Exception {
    HttpResponse<String> accepted =
        DOOR.relay().post("{\"CustomerCode\": \"Later\", \"ProductNameList\": [\"WT 65\"]}");
    await().until(() -> DOOR.relay().state(id(accepted), "moka").equals("retrying"));
    await().until(() -> DOOR.relay().state(id(accepted), "licrus").equals("succeeded"));

    JsonNode status = DOOR.relay().status(id(accepted));

    assertEquals("pending", status.path("status").asText());
    ObjectNode moka = (ObjectNode) status.at("/deliveries/moka");
    Instant next = Instant.parse(moka.remove("nextAttemptAt").asText());
    assertTrue(next.isAfter(Instant.now().plus(Duration.ofMinutes(20))), next::toString);
    assertEquals(
        json(
            """
            {"status": "retrying", "attempts": 1, "resultCode": "EX",
             "message": "Beklenmeyen hata", "reference": null}
            """),
        moka);
    assertEquals("43090", status.at("/deliveries/licrus/reference").asText());
  }

  @Test
  void aSubmissionOfWhichOneDeliveryIsDeadLetteredIsDeadLettered() throws Exception {
    HttpResponse<String> answer =
        DOOR.relay()
            .post(
                "{\"CustomerCode\": \"S-3\", \"CustomerFullName\": \"Refused Ali\","
                    + " \"ProductNameList\": [\"WT 65\"], \"FirstName\": \"Ali\", \"LastName\": \"V\"}",
                "Prefer",
                "wait=20");

    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode status = DOOR.relay().status(id(answer));
    assertEquals(status, json(answer.body()));
    assertEquals("dead-lettered", status.path("status").asText());
    assertEquals("succeeded", status.at("/deliveries/moka/status").asText());
    assertEquals(
        json(
            """
            {"status": "dead-lettered", "attempts": 1, "nextAttemptAt": null,
             "resultCode": "HasError", "message": "345 Koduyla eşleşen bir ürün bulunamadı",
             "reference": null}
            """),
        status.at("/deliveries/licrus"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "a%2Fb",
        "%00",
        "..%2F..%2Fopenapi.yaml",
        "%27%20OR%201%3D1--",
        "%C5%9F",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void anIdThatNobodyHasIsNotFound(String id) throws Exception {
    assertProblem(404, DOOR.call("GET", "/submissions/" + id));
  }

  @Test
  void onlyThePathTellsWhichSubmissionIsMeant() throws Exception {
    String id = id(DOOR.relay().post("{\"CustomerCode\": \"S-4\"}"));

    HttpResponse<String> byQuery = DOOR.call("GET", "/submissions/" + id + "?id=other");
    HttpResponse<String> byHeader = DOOR.call("GET", "/submissions/" + id, "id", "other");

    assertEquals(id, id(byQuery), byQuery.body());
    assertEquals(id, id(byHeader), byHeader.body());
    assertProblem(404, DOOR.call("GET", "/submissions/other?id=" + id, "id", id));
  }

  private static void assertRecentUtc(String time) {
    assertTrue(time.endsWith("Z"), time);
    Duration age = Duration.between(Instant.parse(time), Instant.now());
    assertTrue(!age.isNegative() && age.compareTo(Duration.ofMinutes(1)) < 0, time);
  }
}
