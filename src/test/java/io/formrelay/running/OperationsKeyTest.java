package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may operate the relay by HTTP, and what those see who may not. */
class OperationsKeyTest extends OperatedRelayCase {

  @Test
  void theTokenIsItsOwnersAloneAndGoneWhenTheRelayHasEnded(@TempDir Path other) throws Exception {
    Path file = other.resolve(".management");
    Files.writeString(file, "{\"url\":\"http://127.0.0.1:1\",\"token\":\"left by a crash\"}");
    try (RunningRelay second = RunningRelay.start(other, operated.partners().address(), Map.of())) {
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
      Management.assertProblem(401, "relay.management-key", none);
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
    Map<String, String> more = Map.of("relay.management-key", "operators-key");
    try (RunningRelay keyed = RunningRelay.start(other, operated.partners().address(), more)) {
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
      Management.assertProblem(503, "ledger", guarded.get(LETTERS));
      assertPausedWhereTheLedgerIsAway(guarded);
    }
  }

  /** It cannot be noted; that must keep none of them going. */
  private static int call(Management of, String key, String path) throws Exception {
    return of.call("GET", path, null, "Authorization", "Bearer " + key).statusCode();
  }

  /** It cannot be noted; that must keep none of them going. */
  private static void assertPausedWhereTheLedgerIsAway(Management of) throws Exception {
    HttpResponse<String> paused = of.call("POST", "/operations/pause", null);
    Management.assertProblem(503, "licrus is paused, but not over a restart", paused);
    Management.assertProblem(503, "moka is paused, but not over a restart", paused);
    for (JsonNode target : of.read("/operations/relay").path("targets")) {
      assertEquals("OPERATOR", target.path("pauseReason").asText(), target::toString);
    }
  }
}
