package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay that dies while it starts, for the first time and after a crash. */
class StartCrashIT {

  static final List<String> FIRST_START = List.of("FOLDER_TAKEN", "LEDGER_MADE", "LEDGER_OPENED");
  static final List<String> AFTER_A_CRASH = List.of("UNFILED_FOUND", "INTERRUPTED_FOUND");

  static Stream<String> steps() {
    return Stream.concat(FIRST_START.stream(), AFTER_A_CRASH.stream());
  }

  @TempDir Path folder;

  @Test
  void aFirstStartThatDiesAgainAndAgainLeavesNothingInTheWayOfTheNext() throws IOException {
    try (CrashBench bench = new CrashBench(folder)) {
      die(bench, FIRST_START);
      bench.relay().post(CrashBench.form("first", "licrus", "moka"));
      bench.assertAllEndedAndFiled();
      assertEquals(
          List.of("licrus succeeded filed", "moka succeeded filed"), bench.deliveries("first"));
    }
  }

  @Test
  void whatACrashLeftIsResumedWhereTheNextStartsDieOverIt() throws IOException {
    try (CrashBench bench = new CrashBench(folder)) {
      bench.block("Busy-L", "licrus");
      bench.relay().post(CrashBench.form("waiting", "licrus"));
      bench.arm("SETTLED");
      postAndMaybeDie(bench, CrashBench.form("done", "moka"));
      bench.awaitHalt();
      assertEquals(List.of("moka succeeded unfiled"), bench.left("done"));

      die(bench, AFTER_A_CRASH);
      assertEquals(List.of("licrus sending"), bench.left("Busy-L"));
      bench.assertAllEndedAndFiled();
      assertEquals("OutcomeUnknown", bench.outcome("Busy-L", "licrus"));
      assertEquals(1, bench.partners().count("licrus", "Busy-L"));
      assertEquals("Success", bench.outcome("waiting", "licrus"));
      assertEquals(1, bench.partners().count("licrus", "waiting"));
      assertEquals("Success", bench.outcome("done", "moka"));
      assertEquals(1, bench.partners().count("moka", "done"));
    }
  }

  /** The relay may be dead before the caller has the answer. */
  private static void postAndMaybeDie(CrashBench bench, String form) {
    try {
      bench.relay().post(form);
    } catch (IOException died) {
      // What it left tells that the submission was accepted.
    }
  }

  private static void die(CrashBench bench, List<String> steps) throws IOException {
    for (String step : steps) {
      bench.arm(step);
      bench.start();
      bench.awaitHalt();
    }
  }
}
