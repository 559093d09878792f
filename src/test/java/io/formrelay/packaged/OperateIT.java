package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged relay, operated by commands in other processes. */
class OperateIT {

  private static String said(RelayCommand command, int code, String... args) throws IOException {
    try (PackagedRelay carried = command.carryOut(args)) {
      assertEquals(code, carried.exitCode(), carried::output);
      return carried.output();
    }
  }

  @Test
  void commandsFindTheRelayThatRunsAndAreAudited(@TempDir Path folder) throws Exception {
    Path file = folder.resolve(".management");
    try (PartnerStub partners = new PartnerStub()) {
      RelayCommand command =
          RelayCommand.complete(folder, partners.url()).with("camel.management.port", "0");
      try (PackagedRelay relay = command.open()) {
        relay.post("{\"SubmissionId\": \"it-1\", \"CustomerCode\": \"C-1\"}");
        relay.awaitState("it-1", "moka", "succeeded");

        assertTrue(said(command, 0, "targets", "pause", "moka").contains("OPERATOR"));
        assertTrue(said(command, 0, "dead-letters", "show", "it-1").contains("\"C-1\""));
        assertEquals(
            "formrelay: it-1 is no dead letter.",
            said(command, 1, "dead-letters", "replay", "it-1").strip());
        assertTrue(Files.readString(file).contains("\"token\""));

        relay.kill();
      }
      // What a crash leaves leads nowhere, and whoever starts next takes its place.
      assertTrue(said(command, 1, "targets", "list").startsWith("formrelay: no relay"));
      try (PackagedRelay again = command.open()) {
        assertTrue(said(command, 0, "targets", "resume", "--all").contains("moka"));
        again.terminate();
        assertEquals(0, again.exitCode(), again::output);
      }
      assertFalse(Files.exists(file));
      List<String> audited =
          said(command, 0, "audit", "--json").lines().filter(line -> line.contains("via")).toList();
      assertEquals(6, audited.size(), audited::toString);
      Set<String> what =
          audited.stream()
              .map(line -> line.replaceAll(".*\"what\":\"([a-z]*)\".*", "$1"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(Set.of("pause", "resume"), what);
    }
  }
}
