package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the umask says. */
class OwnersAloneTest {

  @TempDir Path folder;

  @Test
  void everyFolderAndFileThatARelayMakesIsItsOwnersAlone() throws Exception {
    Path plain = Files.createFile(folder.resolve("plain"));
    Assumptions.assumeTrue(permissions(plain).equals("rw-r--r--"), "the umask is not 022");
    Path data = folder.resolve("made/data");
    try (PartnerStub partners = new PartnerStub()) {
      partners.when("A-2", mokaCode("DealerCustomer.UpdateCustomer.InvalidEmailFormat"));
      Map<String, String> settings = Map.of("licrus.enabled", "false");
      try (RunningRelay relay = RunningRelay.start(data, partners.address(), settings)) {
        relay.success(relay.accepted(Forms.moka("A-1")), "moka");
        relay.deadLetter(relay.accepted(Forms.moka("A-2")), "moka");
        relay.drop("bad.json", "{\"Nonsense\": 1}");
        relay.drop("lines.jsonl", "{\"Nonsense\": 1}\n" + Forms.moka("A-3") + "\n");
        await().until(() -> relay.files("dead-letter/intake").size() == 4);
        await().until(() -> relay.files("success").size() == 2);
        await().until(() -> relay.files("inbox").isEmpty());
        Set<String> seen = new TreeSet<>();
        for (Path each : all(folder.resolve("made"))) {
          String expected = Files.isDirectory(each) ? "rwx------" : "rw-------";
          assertEquals(expected, permissions(each), each.toString());
          seen.add(each.getFileName().toString());
        }
        assertTrue(
            seen.containsAll(
                List.of(
                    "ledger.db",
                    "ledger.db-wal",
                    "ledger.db-shm",
                    ".relay",
                    ".encryption-key",
                    "inbox",
                    ".accepting",
                    "success",
                    "intake")),
            seen::toString);
      }
    }
  }

  private static List<Path> all(Path root) throws Exception {
    try (Stream<Path> walked = Files.walk(root)) {
      return walked.toList();
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
