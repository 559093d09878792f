package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator sees and does by HTTP. */
class OperationsTest extends OperatedRelayCase {

  private static final String BAD_EMAIL = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";

  @Test
  void howThingsStandIsToldAsOverJmx() throws Exception {
    relay.ended(Forms.both("Ayakta Duran", "ST-1"));
    Jmx jmx = new Jmx();

    JsonNode all = operator.read("/operations/relay");
    assertEquals(jmx.relay("Accepted"), all.path("accepted").asLong());
    assertTrue(all.path("accepted").asLong() > 0);
    assertFalse(all.path("paused").asBoolean());
    assertTrue(all.path("oldestPendingSeconds").isIntegralNumber());
    assertTrue(all.at("/replayProgress/stage").isTextual());
    assertTrue(all.path("progress").isMissingNode(), "names of files are not for everybody");

    JsonNode moka = operator.read("/operations/targets/moka");
    assertEquals("moka", moka.path("name").asText());
    assertTrue(moka.path("enabled").asBoolean());
    assertTrue(moka.path("pauseReason").isNull());
    assertEquals(jmx.read("moka", "Succeeded"), moka.path("succeeded").asLong());
    assertEquals(2, all.path("targets").size());
    for (String name : List.of("pending", "sending", "retrying", "deadLetters", "deadLettered")) {
      assertTrue(moka.path(name).isIntegralNumber(), name);
      assertTrue(all.path("targets").get(0).path(name).isIntegralNumber(), name);
    }
    assertEquals(404, operator.get("/operations/targets/nobody").statusCode());
  }

  @Test
  void aTargetIsPausedAndResumedAndAllAre() throws Exception {
    Jmx jmx = new Jmx();
    JsonNode paused = operator.act("/operations/targets/moka/pause", null);
    assertEquals("OPERATOR", paused.path("pauseReason").asText());
    assertEquals(true, jmx.read("moka", "Paused"));
    assertEquals(false, jmx.read("licrus", "Paused"));
    assertFalse(operator.act("/operations/targets/moka/resume", "{}").path("paused").asBoolean());

    JsonNode all = operator.act("/operations/pause", "{}");
    assertTrue(all.at("/targets/0/paused").asBoolean() && all.at("/targets/1/paused").asBoolean());
    assertFalse(operator.act("/operations/resume", null).path("paused").asBoolean());
    assertEquals(false, jmx.relay("Paused"));
  }

  @Test
  void aDeadLetterIsListedShownAndDeliveredAgain() throws Exception {
    String id = operated.deadLetter("OH-1", "Gülşen", NOT_FOUND);

    JsonNode listed =
        operator.read(LETTERS + "?target=moka&resultCode=" + NOT_FOUND + "&text=g%C3%BCl%C5%9Fen");
    assertEquals(1, listed.path("deadLetters").size());
    assertEquals(id, listed.at("/deadLetters/0/id").asText());
    assertEquals(NOT_FOUND, listed.at("/deadLetters/0/resultCode").asText());
    assertTrue(listed.path("after").isNull());
    assertEquals(0, operator.read(LETTERS + "?olderThan=1h").path("deadLetters").size());

    JsonNode story = operator.read("/operations/submissions/" + id);
    assertEquals("dead-lettered", story.at("/deliveries/0/status").asText());
    assertEquals("Gülşen", story.at("/deliveries/0/submission/FirstName").asText());

    JsonNode replayed = operator.act(LETTERS + "/" + id + "/replay", "{'target':'moka'}");
    assertEquals("PENDING", replayed.at("/targets/moka").asText());
    relay.success(id, "moka");
    HttpResponse<String> again = operator.call("POST", LETTERS + "/" + id + "/replay", "{}");
    assertEquals(409, again.statusCode(), again::body);
  }

  @Test
  void manyAreCountedAndDeliveredAgainByAFilter() throws Exception {
    List<String> ids =
        List.of(
            operated.deadLetter("OM-1", "Bir", BAD_EMAIL),
            operated.deadLetter("OM-2", "İki", BAD_EMAIL));
    String filter = "?target=moka&resultCode=" + BAD_EMAIL + "&youngerThan=1d";
    JsonNode counted = operator.read(LETTERS + "/dry-run" + filter);
    assertEquals(2, counted.path("total").asInt());
    assertEquals(2, counted.at("/counts/0/count").asInt());

    HttpResponse<String> begun =
        operator.call(
            "POST",
            LETTERS + "/replay",
            "{'target':'moka','resultCode':'" + BAD_EMAIL + "','text':null,'youngerThan':'1d'}");
    assertEquals(202, begun.statusCode(), begun::body);
    await()
        .until(() -> operator.read("/operations/replay").path("stage").asText().equals("FINISHED"));

    assertEquals(2, operator.read("/operations/replay").path("done").asInt());
    for (String id : ids) {
      relay.success(id, "moka");
    }
    HttpResponse<String> stopped = operator.call("DELETE", "/operations/replay", null);
    assertEquals(200, stopped.statusCode(), stopped::body);
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() throws Exception {
    Management.assertProblem(400, "'olderThen'", operator.get(LETTERS + "?olderThen=1d"));
    Management.assertProblem(400, "olderThan", operator.get(LETTERS + "?olderThan=yesterday"));
    Management.assertProblem(
        400, "'target' comes twice", operator.get(LETTERS + "?target=a&target=b"));
    Management.assertProblem(400, "place", operator.get(LETTERS + "?after=x"));
    Management.assertProblem(400, "'most'", operator.get("/operations/audit?most=0"));
    Management.assertProblem(400, "'x'", operator.get("/operations/relay?x=1"));
    for (String path : List.of(LETTERS + "/replay", LETTERS + "/x/replay", "/operations/pause")) {
      Management.assertProblem(400, "'code'", operator.call("POST", path, "{'code':'x'}"));
      Management.assertProblem(400, "JSON object", operator.call("POST", path, "['x']"));
      Management.assertProblem(
          400, "JSON object", operator.call("POST", path, "{'a':'1','a':'2'}"));
    }
    Management.assertProblem(
        400, "'target' is text", operator.call("POST", LETTERS + "/replay", "{'target':1}"));
    Management.assertProblem(
        400, "youngerThan", operator.call("POST", LETTERS + "/replay", "{'youngerThan':'1'}"));
    Management.assertProblem(404, "nowhere", operator.get("/operations/submissions/nowhere"));
    Management.assertProblem(
        404, "nowhere", operator.call("POST", LETTERS + "/nowhere/replay", "{}"));
    Management.assertProblem(404, "Nothing", operator.get("/operations/nothing"));
    Management.assertProblem(405, "POST", operator.get("/operations/pause"));
    Management.assertProblem(405, "GET", operator.call("POST", "/operations/relay", "{}"));
    Management.assertProblem(
        413, "16 KiB", operator.call("POST", "/operations/pause", " ".repeat(17_000) + "{}"));
    Management.assertProblem(
        415,
        "application/json",
        operator.call(
            "POST",
            "/operations/pause",
            "{}",
            "Authorization",
            "Bearer " + operator.token(),
            "Content-Type",
            "text/plain"));
    assertEquals(false, new Jmx().relay("Paused"));
  }
}
