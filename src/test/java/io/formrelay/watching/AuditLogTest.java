package io.formrelay.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what, as it is kept. */
class AuditLogTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path data;
  private Path file;
  private AuditLog log;

  @BeforeEach
  void make() {
    file = data.resolve("audit/audit.log");
    log = new AuditLog(data, NOON);
  }

  private static Deed pause(String who) {
    return Deed.of(new Operator(who, "http"), "pause").target("moka");
  }

  private static Deed replay(String who) {
    return Deed.of(new Operator(who, "http"), "replay").target("moka");
  }

  @Test
  void aLineStandsBeforeSomethingIsDoneAndAnotherAfter() throws Exception {
    String made =
        log.carryOut(pause("ayse"), () -> Files.readString(file) + "made", text -> "all went well");

    assertEquals(
        "{\"at\":\"2026-11-22T12:00:00Z\",\"who\":\"ayse\",\"via\":\"http\",\"what\":\"pause\","
            + "\"target\":\"moka\",\"result\":\"asked\"}\nmade",
        made);
    assertEquals("done: all went well", log.newest(1).get(0).path("result").asText());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
  }

  @Test
  void whatFailsIsToldWithoutAnythingPersonal() throws Exception {
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                log.carryOut(
                    pause("ayse").reason("a@b.example asked"),
                    () -> {
                      throw new IOException("no answer from 0530 123 12 12");
                    },
                    any -> ""));
    assertTrue(thrown.getMessage().contains("0530"));
    JsonNode line = log.newest(1).get(0);
    assertEquals("failed: no answer from ***", line.path("result").asText());
    assertEquals("*** asked", line.path("reason").asText());
  }

  @Test
  void aLineThatWasCutOffSpoilsNoOther() throws Exception {
    log.carryOut(pause("one"), () -> "", any -> "");
    Files.writeString(file, "{\"at\":\"2026-1", StandardOpenOption.APPEND);
    log.carryOut(pause("two"), () -> "", any -> "");

    assertEquals(
        List.of("two", "two", "one"),
        log.newest(3).stream().map(line -> line.path("who").asText()).toList());
    assertEquals(4, log.newest(1000).size());
  }

  @Test
  void aLinkInItsPlaceIsNotFollowedAndNothingIsDone() throws Exception {
    Files.createDirectories(file.getParent());
    Path elsewhere = Files.createFile(data.resolve("elsewhere"));
    Files.createSymbolicLink(file, elsewhere);
    boolean[] done = new boolean[1];

    assertThrows(
        AuditException.class, () -> log.carryOut(replay("x"), () -> done[0] = true, any -> ""));
    assertFalse(done[0]);
    assertTrue(log.carryOut(pause("x"), () -> done[0] = true, any -> ""), "a brake is no replay");
    assertEquals(0, Files.size(elsewhere));
  }

  @Test
  void whatCallersSayOfThemselvesIsCutAndCleaned() {
    assertEquals("Ayşe?{}", new Operator("Ayşe\n{}", "http").who());
    assertEquals(60, new Operator("a".repeat(500), "http").who().length());
    assertEquals(null, new Operator(" ", "http").who());
    assertEquals(200, pause("x").id("i".repeat(9_000)).id().length());
  }
}
