package io.formrelay.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That what was acknowledged outlives the process that acknowledged it. */
class CrashTest {

  private static final int ENOUGH = 3_000;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void whatWasAcknowledgedStandsInTheLedgerAfterTheRelayWasKilled() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("ledger.db");

    Map<String, String> acknowledged = runAndKill(url);

    try (Ledger ledger = Ledgers.open(new LedgerSettings(url, null, null, "one"))) {
      Set<String> interrupted =
          ledger.interrupted("licrus").stream()
              .map(Delivery::submissionId)
              .collect(Collectors.toCollection(HashSet::new));
      assertTrue(acknowledged.containsValue("succeeded"));
      acknowledged.forEach((id, state) -> assertStands(ledger, id, state, interrupted));
    }
  }

  private static void assertStands(
      Ledger ledger, String id, String acknowledged, Set<String> interrupted) {
    State state = ledger.find(id).orElseThrow(() -> new AssertionError(id + " is lost")).state();
    switch (acknowledged) {
      case "succeeded" -> assertEquals(State.SUCCEEDED, state, id);
      case "sending" -> assertTrue(state == State.SUCCEEDED || interrupted.contains(id), id);
      default -> assertEquals("pending", acknowledged);
    }
  }

  /** The last state of each submission that the child wrote down before it was killed. */
  private static Map<String, String> runAndKill(String url) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedRelay.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, String> acknowledged = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      int count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        // A line that the end cut short, or that is no acknowledgement, lacks the last word.
        if (words.length == 4 && words[0].equals("ack") && words[3].equals(".")) {
          acknowledged.put(words[1], words[2]);
          count++;
        }
        if (count == ENOUGH) {
          // Killed by its handle, what it has written can still be read.
          child.toHandle().destroyForcibly();
        }
      }
      assertTrue(count >= ENOUGH, "only " + count + " acknowledgements");
    } finally {
      child.destroyForcibly().waitFor();
    }
    return acknowledged;
  }
}
