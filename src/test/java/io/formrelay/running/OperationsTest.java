package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees and does by HTTP. */
class OperationsTest {

  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
  private static final String BAD_EMAIL = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";
  private static final String LETTERS = "/operations/dead-letters";
  private static final Map<String, String> ANY_PORT = Map.of("camel.management.port", "0");

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private static Management operator;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay =
        RunningRelay.start(
            data, partners.address(), Map.of("replay.rate", "1000", "camel.management.port", "0"));
    operator = new Management(relay);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  private static String deadLetter(String code, String name, String result) throws Exception {
    partners.when(code, mokaCode(result), Answers.SUCCESS);
    String id = relay.accepted(Forms.moka(code, name));
    relay.deadLetter(id, "moka");
    return id;
  }

  @Test
  void theTokenIsItsOwnersAloneAndGoneWhenTheRelayHasEnded(@TempDir Path other) throws Exception {
    Path file = other.resolve(".management");
    Files.writeString(file, "{\"url\":\"http://127.0.0.1:1\",\"token\":\"left by a crash\"}");
    try (RunningRelay second = RunningRelay.start(other, partners.address(), ANY_PORT)) {
      Management found = new Management(second);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertTrue(Pattern.matches("[A-Za-z0-9_-]{43}", found.token()), found::token);
      assertFalse(found.token().equals(operator.token()));
      assertEquals(200, found.get("/operations/audit").statusCode());
      assertEquals(401, call(found, operator.token(), "/operations/audit"));
    }
    assertFalse(Files.exists(file));
  }

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
    String id = deadLetter("OH-1", "Gülşen", NOT_FOUND);

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
        List.of(deadLetter("OM-1", "Bir", BAD_EMAIL), deadLetter("OM-2", "İki", BAD_EMAIL));
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
  void aDeadLetterIsDroppedForAReason() throws Exception {
    String id = deadLetter("OD-1", "Düşen", NOT_FOUND);
    String drop = LETTERS + "/" + id + "/drop";
    assertEquals(400, operator.call("POST", drop, "{'target':'moka'}").statusCode());
    assertEquals(404, operator.call("POST", drop, "{'target':'licrus','reason':'x'}").statusCode());

    assertTrue(
        operator
            .act(drop, "{'target':'moka','reason':'0530 123 12 12 aradı, vazgeçti'}")
            .path("dropped")
            .asBoolean());

    assertEquals("Dropped", relay.deadLetter(id, "moka").path("resultCode").asText());
    List<JsonNode> lines =
        Management.audit(data).stream()
            .filter(line -> line.path("id").asText().equals(id))
            .toList();
    assertEquals(List.of("asked", "done"), lines.stream().map(OperationsTest::result).toList());
    for (JsonNode line : lines) {
      assertEquals("drop", line.path("what").asText());
      assertEquals("ayse", line.path("who").asText());
      assertEquals("http", line.path("via").asText());
      assertEquals("moka", line.path("target").asText());
      assertEquals("*** aradı, vazgeçti", line.path("reason").asText());
    }
  }

  private static String result(JsonNode line) {
    return line.path("result").asText();
  }

  @Test
  void whatIsDoneOverJmxAndWhatFailsIsAuditedToo() throws Exception {
    int before = Management.audit(audited()).size();
    new Jmx().call("moka", "pause");
    new Jmx().call("moka", "resume");
    operator.call("POST", LETTERS + "/replay", "{'text':'Gizli Kişi','resultCode':'none'}");

    List<JsonNode> lines = Management.audit(data);
    List<JsonNode> since = lines.subList(before, lines.size());
    assertEquals(6, since.size());
    assertEquals("pause", since.get(0).path("what").asText());
    assertEquals("jmx", since.get(1).path("via").asText());
    assertTrue(since.get(1).path("who").isNull());
    assertEquals("code none, text ***", since.get(4).path("filter").asText());
    assertEquals("done: 0 dead letters, in the background", result(since.get(5)));
    assertFalse(since.toString().contains("Gizli"));

    JsonNode newest = operator.read("/operations/audit?most=2").path("lines");
    assertEquals(2, newest.size());
    assertEquals(since.get(5), newest.get(0));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(data.resolve("audit/audit.log"))));
  }

  private static Path audited() throws Exception {
    operator.act("/operations/targets/moka/resume", null);
    return data;
  }

  @Test
  void whatCannotBeAuditedIsNotDone() throws Exception {
    Path log = audited().resolve("audit/audit.log");
    Path kept = log.resolveSibling("kept");
    Files.move(log, kept);
    Files.createDirectory(log);
    try {
      HttpResponse<String> refused = operator.call("POST", "/operations/pause", null);
      assertEquals(503, refused.statusCode());
      assertTrue(refused.body().contains("audit log"), refused::body);
      RuntimeMBeanException thrown =
          assertThrows(RuntimeMBeanException.class, () -> new Jmx().call("moka", "pause"));
      assertEquals(IllegalStateException.class, thrown.getCause().getClass());
      assertEquals(false, new Jmx().relay("Paused"));
    } finally {
      Files.delete(log);
      Files.move(kept, log);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() throws Exception {
    assertProblem(400, "'olderThen'", operator.get(LETTERS + "?olderThen=1d"));
    assertProblem(400, "olderThan", operator.get(LETTERS + "?olderThan=yesterday"));
    assertProblem(400, "'target' comes twice", operator.get(LETTERS + "?target=a&target=b"));
    assertProblem(400, "place", operator.get(LETTERS + "?after=x"));
    assertProblem(400, "'most'", operator.get("/operations/audit?most=0"));
    assertProblem(400, "'x'", operator.get("/operations/relay?x=1"));
    for (String path : List.of(LETTERS + "/replay", LETTERS + "/x/replay", "/operations/pause")) {
      assertProblem(400, "'code'", operator.call("POST", path, "{'code':'x'}"));
      assertProblem(400, "JSON object", operator.call("POST", path, "['x']"));
      assertProblem(400, "JSON object", operator.call("POST", path, "{'a':'1','a':'2'}"));
    }
    assertProblem(
        400, "'target' is text", operator.call("POST", LETTERS + "/replay", "{'target':1}"));
    assertProblem(
        400, "youngerThan", operator.call("POST", LETTERS + "/replay", "{'youngerThan':'1'}"));
    assertProblem(404, "nowhere", operator.get("/operations/submissions/nowhere"));
    assertProblem(404, "nowhere", operator.call("POST", LETTERS + "/nowhere/replay", "{}"));
    assertProblem(404, "Nothing", operator.get("/operations/nothing"));
    assertProblem(405, "POST", operator.get("/operations/pause"));
    assertProblem(405, "GET", operator.call("POST", "/operations/relay", "{}"));
    assertProblem(
        413, "16 KiB", operator.call("POST", "/operations/pause", " ".repeat(17_000) + "{}"));
    assertProblem(
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

  private static void assertProblem(int status, String word, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = RunningRelay.json(answer.body());
    assertEquals(status, problem.path("status").asInt());
    assertTrue(problem.path("detail").asText().contains(word), problem::toString);
  }

  @Test
  void withoutTheTokenNumbersAreShownAndNothingElse() throws Exception {
    for (String numbers :
        List.of("/operations/relay", "/operations/replay", LETTERS + "/dry-run")) {
      assertEquals(200, operator.call("GET", numbers, null, new String[0]).statusCode(), numbers);
      assertEquals(401, call(operator, "wrong", numbers), numbers);
    }
    String[][] guarded = {
      {"GET", LETTERS},
      {"GET", LETTERS + "/dry-run?text=Ali"},
      {"GET", "/operations/submissions/x"},
      {"GET", "/operations/audit"},
      {"POST", "/operations/pause"},
      {"POST", "/operations/resume"},
      {"POST", "/operations/targets/moka/pause"},
      {"POST", LETTERS + "/replay"},
      {"POST", LETTERS + "/x/replay"},
      {"POST", LETTERS + "/x/drop"},
      {"DELETE", "/operations/replay"}
    };
    for (String[] each : guarded) {
      String body = each[0].equals("POST") ? "{}" : null;
      HttpResponse<String> none = operator.call(each[0], each[1], body, new String[0]);
      assertProblem(401, "relay.management-key", none);
      assertEquals("Bearer", none.headers().firstValue("WWW-Authenticate").orElse(""));
      for (String wrong : List.of("Bearer x", "Bearer ", "Basic " + operator.token())) {
        assertEquals(
            401, operator.call(each[0], each[1], body, "Authorization", wrong).statusCode());
      }
      HttpResponse<String> elsewhere =
          operator.call(
              each[0],
              each[1],
              body,
              "Authorization",
              "Bearer " + operator.token(),
              "Origin",
              "http://evil.example");
      assertEquals(403, elsewhere.statusCode());
    }
    assertEquals(false, new Jmx().relay("Paused"));
  }

  @Test
  void whereAKeyIsConfiguredItAndTheTokenOpenEverythingAndThePageAloneNeedsNone(@TempDir Path other)
      throws Exception {
    Map<String, String> more =
        Map.of("camel.management.port", "0", "relay.management-key", "operators-key");
    try (RunningRelay keyed = RunningRelay.start(other, partners.address(), more)) {
      Management guarded = new Management(keyed);
      for (String path : List.of("/operations/relay", LETTERS, "/operations/audit")) {
        assertEquals(401, guarded.call("GET", path, null, new String[0]).statusCode(), path);
        assertEquals(401, call(guarded, "wrong", path), path);
        assertEquals(200, call(guarded, "operators-key", path), path);
        assertEquals(200, call(guarded, guarded.token(), path), path);
      }
      for (String path : List.of("/ops", "/ops/", "/ops/nothing.js")) {
        int status = guarded.call("GET", path, null, new String[0]).statusCode();
        assertTrue(status == 200 || status == 404, path + " " + status);
      }
      for (String path :
          List.of("/opsx", "/ops/../operations/relay", "/ops/%2e%2e/observe/metrics", "/")) {
        assertEquals(401, guarded.call("GET", path, null, new String[0]).statusCode(), path);
      }
      assertEquals(401, guarded.call("POST", "/ops", "{}", new String[0]).statusCode());

      FullLedger.destroy(keyed);
      assertProblem(503, "ledger", guarded.get(LETTERS));
      assertPausedWhereTheLedgerIsAway(guarded);
    }
  }

  /** It cannot be noted; that must keep none of them going. */
  private static void assertPausedWhereTheLedgerIsAway(Management of) throws Exception {
    HttpResponse<String> paused = of.call("POST", "/operations/pause", null);
    assertProblem(503, "licrus is paused, but not over a restart", paused);
    assertProblem(503, "moka is paused, but not over a restart", paused);
    for (JsonNode target : of.read("/operations/relay").path("targets")) {
      assertEquals("OPERATOR", target.path("pauseReason").asText(), target::toString);
    }
  }

  private static int call(Management of, String key, String path) throws Exception {
    return of.call("GET", path, null, "Authorization", "Bearer " + key).statusCode();
  }
}
