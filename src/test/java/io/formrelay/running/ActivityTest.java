package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened lately, and the files of the page that shows it. */
class ActivityTest {

  @TempDir Path data;

  @Test
  void theLastDayOutlivesARestartAndTheNewestAttemptsDoNot() throws Exception {
    try (PartnerStub partners = new PartnerStub()) {
      partners.when(
          "Reddedilen Kişi",
          Answers.json(
              200, Answers.licrus(true, 0, "{\"Type\": 1, \"Message\": \"ali@example.com yok\"}")));
      partners.when("A-2", Answers.json(503, "{}"), Answers.SUCCESS);
      String refused;
      try (RunningRelay relay = RunningRelay.start(data, partners.address(), Map.of())) {
        refused = relay.accepted(Forms.both("Reddedilen Kişi", "A-1"));
        relay.deadLetter(refused, "licrus");
        relay.success(relay.accepted(Forms.moka("A-2")), "moka");
        relay.success(refused, "moka");

        await().until(() -> sum(relay, "moka").equals(List.of(2L, 2L, 1L, 0L)));
        assertEquals(List.of(1L, 0L, 0L, 1L), sum(relay, "licrus"));
        JsonNode attempts = get(relay, "/operations/attempts").path("attempts");
        assertEquals(4, attempts.size());
        JsonNode licrus =
            StreamSupport.stream(attempts.spliterator(), false)
                .filter(each -> each.path("target").asText().equals("licrus"))
                .findFirst()
                .orElseThrow();
        assertEquals(refused, licrus.path("id").asText());
        assertEquals(1, licrus.path("attempt").asInt());
        assertEquals("dead-letter", licrus.path("route").asText());
        assertEquals("HasError", licrus.path("code").asText());
        assertEquals(200, licrus.path("httpStatus").asInt());
        assertTrue(licrus.path("next").isNull());
        assertFalse(attempts.toString().contains("ali@"));
        assertEquals(401, look(relay, "/operations/attempts").statusCode());
        assertEquals(200, look(relay, "/operations/history").statusCode());
      }
      try (RunningRelay relay = RunningRelay.start(data, partners.address(), Map.of())) {
        assertEquals(List.of(1L, 0L, 0L, 1L), sum(relay, "licrus"));
        assertEquals(List.of(2L, 2L, 1L, 0L), sum(relay, "moka"));
        assertEquals(0, get(relay, "/operations/attempts").path("attempts").size());
      }
    }
  }

  @Test
  void thePageIsServedToAnybodyUnderAStrictPolicyAndHoldsNoData() throws Exception {
    Map<String, String> withKey = Map.of("relay.management-key", "m-0123456789abcdef0123456789");
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = RunningRelay.start(data, partners.address(), withKey)) {
      for (String path :
          List.of("/ops", "/ops/ops.js", "/ops/ops.css", "/ops/texts.js", "/ops/picture.js")) {
        HttpResponse<String> answer = look(relay, path);
        assertEquals(200, answer.statusCode(), path);
        assertEquals(
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            answer.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertFalse(answer.body().contains(" style="), path);
        assertFalse(answer.body().contains("innerHTML"), path);
      }
      assertEquals(401, look(relay, "/operations/history").statusCode());
      assertEquals(404, look(relay, "/ops/package-info.class").statusCode());
    }
  }

  /** Accepted, delivered, retried and dead-lettered of the last day. */
  private static List<Long> sum(RunningRelay relay, String target) throws Exception {
    long[] sums = new long[4];
    for (JsonNode each : get(relay, "/operations/history").path("targets")) {
      if (each.path("name").asText().equals(target)) {
        for (JsonNode slot : each.path("slots")) {
          sums[0] += slot.path("accepted").asLong();
          sums[1] += slot.path("delivered").asLong();
          sums[2] += slot.path("retried").asLong();
          sums[3] += slot.path("deadLettered").asLong();
        }
      }
    }
    return List.of(sums[0], sums[1], sums[2], sums[3]);
  }

  private static JsonNode get(RunningRelay relay, String path) throws Exception {
    HttpResponse<String> answer = new Management(relay).call("GET", path, null);
    assertEquals(200, answer.statusCode(), answer.body());
    return RunningRelay.json(answer.body());
  }

  /** Looks without a key. */
  private static HttpResponse<String> look(RunningRelay relay, String path) throws Exception {
    URI at = URI.create(new Management(relay).url() + path);
    return relay.send(HttpRequest.newBuilder(at));
  }
}
