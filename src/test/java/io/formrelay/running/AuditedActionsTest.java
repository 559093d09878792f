package io.formrelay.running;

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
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.Test;

/** What operators do is noted, whatever way they come. */
class AuditedActionsTest extends OperatedRelayCase {

  @Test
  void aDeadLetterIsDroppedForAReason() throws Exception {
    String id = operated.deadLetter("OD-1", "Düşen", NOT_FOUND);
    String drop = LETTERS + "/" + id + "/drop";
    assertEquals(400, operator.call("POST", drop, "{'target':'moka'}").statusCode());
    assertEquals(404, operator.call("POST", drop, "{'target':'licrus','reason':'x'}").statusCode());

    assertTrue(
        operator
            .act(drop, "{'target':'moka','reason':'0530 123 12 12 aradı, vazgeçti'}")
            .path("dropped")
            .asBoolean());

    await()
        .until(() -> relay.deadLetter(id, "moka").path("resultCode").asText(), "Dropped"::equals);
    List<JsonNode> lines =
        Management.audit(data).stream()
            .filter(line -> line.path("id").asText().equals(id))
            .toList();
    assertEquals(List.of("asked", "done"), lines.stream().map(AuditedActionsTest::result).toList());
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
  void whatCannotBeNotedIsNotDoneUnlessItIsABrake() throws Exception {
    String id = operated.deadLetter("OA-1", "Bekleyen", NOT_FOUND);
    Path log = audited().resolve("audit/audit.log");
    Path kept = log.resolveSibling("kept");
    Files.move(log, kept);
    Files.createDirectory(log);
    try {
      HttpResponse<String> refused = operator.call("POST", LETTERS + "/" + id + "/replay", "{}");
      assertEquals(503, refused.statusCode());
      assertTrue(refused.body().contains("audit log"), refused::body);
      assertEquals("dead-lettered", relay.status(id).path("status").asText());

      assertTrue(
          operator.act("/operations/targets/moka/pause", null).path("paused").asBoolean(),
          "also where the disk is full");
      assertEquals(200, operator.call("DELETE", "/operations/replay", null).statusCode());
      HttpResponse<String> goOn = operator.call("POST", "/operations/targets/moka/resume", null);
      assertEquals(503, goOn.statusCode());
      RuntimeMBeanException thrown =
          assertThrows(RuntimeMBeanException.class, () -> new Jmx().call("moka", "resume"));
      assertEquals(IllegalStateException.class, thrown.getCause().getClass());
      assertEquals(true, new Jmx().read("moka", "Paused"));
      new Jmx().call("licrus", "pause");
      assertEquals(true, new Jmx().relay("Paused"));
    } finally {
      Files.delete(log);
      Files.move(kept, log);
      operator.act("/operations/resume", null);
    }
  }
}
