package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.command.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that operate a relay, beside one that runs. */
class OperationCommandsTest {

  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
  private static final String BAD_EMAIL = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";
  private static final List<List<String>> ALL =
      List.of(
          List.of("dead-letters"),
          List.of("dead-letters", "list"),
          List.of("dead-letters", "show"),
          List.of("dead-letters", "dry-run"),
          List.of("dead-letters", "replay"),
          List.of("dead-letters", "drop"),
          List.of("dead-letters", "progress"),
          List.of("dead-letters", "stop"),
          List.of("targets"),
          List.of("targets", "list"),
          List.of("targets", "pause"),
          List.of("targets", "resume"),
          List.of("ops"),
          List.of("audit"),
          List.of("erase"));

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("replay.rate", "1000"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  private int run(String... args) {
    return runIn(data, args);
  }

  private int runIn(Path folder, String... args) {
    out = new StringWriter();
    err = new StringWriter();
    Map<String, String> settings =
        Map.of("relay.data", folder.toString(), "licrus.enabled", "false", "moka.enabled", "false");
    settings.forEach(System::setProperty);
    try {
      return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  private void good(String... args) {
    assertEquals(0, run(args), () -> err.toString());
  }

  private JsonNode json(String... args) throws Exception {
    good(args);
    return RunningRelay.json(out.toString());
  }

  private static String deadLetter(String code, String result) throws Exception {
    partners.when(code, mokaCode(result), Answers.SUCCESS);
    String id = relay.accepted(Forms.moka(code));
    relay.deadLetter(id, "moka");
    return id;
  }

  @Test
  void aDeadLetterIsListedShownReplayedAndAnotherDropped() throws Exception {
    String id = deadLetter("OC-1", NOT_FOUND);
    String other = deadLetter("OC-2", NOT_FOUND);

    good("dead-letters", "list", "--target", "moka", "--code", NOT_FOUND, "--younger-than", "1h");
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("id "), lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith(id + "  moka  ")), lines::toString);
    assertEquals(
        id,
        json("dead-letters", "list", "--text", "OC-1", "--json").at("/deadLetters/0/id").asText());
    good("dead-letters", "list", "--older-than", "300d");
    assertEquals("No dead letters.", out.toString().strip());

    assertEquals(
        "OC-1",
        json("dead-letters", "show", id).at("/deliveries/0/submission/CustomerCode").asText());

    good("dead-letters", "replay", id, "--target", "moka");
    assertEquals(id + " moka: PENDING", out.toString().strip());
    relay.success(id, "moka");
    assertEquals(1, run("dead-letters", "replay", id));
    assertEquals("formrelay: " + id + " is no dead letter.", err.toString().strip());

    good("dead-letters", "drop", other, "--target", "moka", "--reason", "vazgeçti");
    // Its receipt is filed behind the command's back, over the one that is there.
    await()
        .until(() -> relay.deadLetter(other, "moka").path("resultCode").asText().equals("Dropped"));
    assertEquals(1, run("dead-letters", "show", "unknown"));
  }

  @Test
  void manyAreReplayedAndTheCommandWaitsUntilTheyAre() throws Exception {
    String one = deadLetter("OC-3", BAD_EMAIL);
    String two = deadLetter("OC-4", BAD_EMAIL);

    assertEquals(
        2, json("dead-letters", "dry-run", "--code", BAD_EMAIL, "--json").path("total").asInt());
    good("dead-letters", "replay", "--code", BAD_EMAIL, "--dry-run");
    assertTrue(out.toString().contains("2 would be delivered again."), out::toString);
    assertEquals("NONE", json("dead-letters", "progress", "--json").path("stage").asText());

    good("dead-letters", "replay", "--code", BAD_EMAIL);
    assertTrue(out.toString().contains("FINISHED: 2 of 2 are pending again"), out::toString);
    relay.success(one, "moka");
    relay.success(two, "moka");

    String three = deadLetter("OC-5", BAD_EMAIL);
    good("dead-letters", "replay", "--code", BAD_EMAIL, "--background", "--json");
    relay.success(three, "moka");
    good("dead-letters", "stop");
    good("dead-letters", "progress");
    assertTrue(out.toString().startsWith("stage "), out::toString);
  }

  @Test
  void targetsAreShownPausedAndResumed() throws Exception {
    good("targets", "list");
    assertTrue(
        out.toString().lines().anyMatch(line -> line.startsWith("licrus  true")), out::toString);
    assertTrue(json("targets", "pause", "moka", "--json").path("paused").asBoolean());
    good("targets", "resume", "--all");
    assertEquals(2, json("targets", "list", "--json").path("targets").size());
    assertEquals(1, run("targets", "pause", "nobody"));
    assertEquals("formrelay: There is no target 'nobody'.", err.toString().strip());
  }

  @Test
  void whatCommandsDoIsAuditedUnderTheUserOfTheSystem() throws Exception {
    good("targets", "resume", "licrus");
    JsonNode line = json("audit", "--lines", "1", "--json");
    assertEquals("resume", line.path("what").asText());
    assertEquals("licrus", line.path("target").asText());
    assertEquals("command", line.path("via").asText());
    assertEquals(System.getProperty("user.name"), line.path("who").asText());
    assertEquals("done", line.path("result").asText());

    // What reads the ledger at that moment keeps its log from being emptied: repeat, it says then.
    await().until(() -> run("erase", "--customer-code", "OC-9") == 0);
    assertEquals(
        "by customer-code", json("audit", "--lines", "1", "--json").path("filter").asText());
    assertFalse(Management.audit(data).toString().contains("OC-9"));
  }

  @Test
  void theAddressOfThePageHoldsTheToken() throws Exception {
    Management operator = new Management(relay);
    good("ops");
    assertEquals(operator.url() + "/ops#key=" + operator.token(), out.toString().strip());
  }

  @Test
  void whereNoRelayRunsOneLineSaysSo(@TempDir Path empty) throws Exception {
    assertEquals(1, runIn(empty, "targets", "list"));
    assertEquals(
        "formrelay: no relay with a management port runs in " + empty, err.toString().strip());
    Files.writeString(
        empty.resolve(".management"), "{\"url\":\"http://127.0.0.1:1\",\"token\":\"t\"}");
    assertEquals(1, runIn(empty, "dead-letters", "list"));
    assertTrue(err.toString().contains("no relay with a management port runs"), err::toString);
    // Killed: its process is no more, and who listens there now is not asked.
    leaveManagementFile(empty, deadProcess());
    assertEquals(1, runIn(empty, "targets", "list"));
    assertTrue(err.toString().contains("no relay with a management port runs"), err::toString);
    leaveManagementFile(empty, ProcessHandle.current().pid());
    for (String[] command :
        List.of(new String[] {"targets", "list"}, new String[] {"dead-letters", "list"})) {
      assertEquals(1, runIn(empty, command));
      assertTrue(err.toString().contains("is another one"), err::toString);
    }
    assertEquals(0, runIn(empty, "audit"));
  }

  private static void leaveManagementFile(Path data, long pid) throws Exception {
    String url = new Management(relay).url();
    Files.writeString(
        data.resolve(".management"),
        "{\"url\":\"%s\",\"token\":\"t\",\"pid\":%d}".formatted(url, pid));
  }

  private static long deadProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void whatMakesNoSenseIsToldBeforeAnythingIsDone() {
    assertEquals(2, run("dead-letters", "replay"));
    assertTrue(err.toString().contains("--all?"), err::toString);
    assertEquals(2, run("dead-letters", "replay", "x", "--code", "HasError"));
    assertEquals(2, run("dead-letters", "drop", "x", "--target", "moka"));
    assertEquals(2, run("targets", "pause"));
    assertEquals(2, run("targets", "pause", "moka", "--all"));
    assertEquals(2, run("audit", "--lines", "0"));
    assertEquals(1, run("dead-letters", "list", "--older-than", "long"));
    assertTrue(err.toString().contains("olderThan"), err::toString);
  }

  @Test
  void everyCommandTellsHowItIsUsed() {
    for (List<String> command : ALL) {
      String[] args = new String[command.size() + 1];
      command.toArray(args);
      args[command.size()] = "--help";
      good(args);
      assertTrue(out.toString().startsWith("Usage: formrelay " + String.join(" ", command)));
    }
  }
}
