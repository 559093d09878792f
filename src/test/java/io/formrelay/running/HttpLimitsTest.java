package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HttpLimitsTest {

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir Path data;

  @BeforeEach
  void partnersAnswer() {
    PARTNERS.stubFor(Door.success());
  }

  @Test
  void moreCallsThanTheDoorIsSetForAreAnswered429AndTakenLater() throws Exception {
    try (RunningRelay relay =
        RunningRelay.start(data, PARTNERS.baseUrl(), Map.of("door.rate", "2"))) {
      Door door = new Door(relay);
      HttpResponse<String> refused = refused(door);
      assertProblem(429, refused);
      int seconds = Integer.parseInt(header(refused, "Retry-After"));
      assertTrue(seconds >= 1 && seconds <= 2, () -> "Retry-After: " + seconds);
      await().until(() -> door.call("GET", "/openapi.yaml").statusCode() == 200);
    }
  }

  private static HttpResponse<String> refused(Door door) throws Exception {
    for (int i = 0; i < 50; i++) {
      HttpResponse<String> answer = door.call("GET", "/unknown-" + i);
      if (answer.statusCode() != 404) {
        return answer;
      }
    }
    throw new AssertionError("fifty calls in a row were let through");
  }

  @Test
  void whatCannotBeMadeDurableIsAnswered503AndTakenWhenThereIsRoomAgain() throws Exception {
    try (FullLedger full = FullLedger.start(data, PARTNERS.baseUrl(), Map.of())) {
      RunningRelay relay = full.relay();
      List<String> accepted = new ArrayList<>();
      HttpResponse<String> answer = full.submitUntilItIsFull(accepted);

      assertProblem(503, answer);
      int seconds = Integer.parseInt(header(answer, "Retry-After"));
      assertTrue(seconds >= 1 && seconds <= 60, () -> "Retry-After: " + seconds);
      full.makeRoom();

      HttpResponse<String> later =
          relay.post("{\"SubmissionId\": \"later\", \"CustomerCode\": \"L\"}");
      assertEquals(202, later.statusCode(), later.body());
      accepted.add(id(later));
      await()
          .until(
              () ->
                  accepted.stream()
                      .allMatch(each -> relay.state(each, "moka").equals("succeeded")));
      assertProblem(404, new Door(relay).call("GET", "/submissions/" + full.refused()));
    }
  }
}
