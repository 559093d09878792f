package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay that dies at a step, and dies there once more while it recovers from that. */
class SecondCrashIT {

  @TempDir static Path folder;

  private static CrashBench bench;

  @BeforeAll
  static void start() throws IOException {
    bench = new CrashBench(folder);
  }

  @AfterAll
  static void end() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ELEMENT_ENTERED:7", "FILE_RENAMED", "FILE_ENDED"})
  void eachRightLineIsKnownOnceAndSentOnceAtMost(String at) throws IOException {
    Batch batch = new Batch("Twice-" + at.replace(':', '-'));
    bench.block("Busy-" + batch.name(), "licrus");
    bench.arm(at);
    batch.drop(bench.data());
    dieTwice();
    bench.assertAllEndedAndFiled();
    batch.assertKnownOnce(bench);
    // The second run delivered, too, until it died: that one outcome is unknown.
    List<Integer> sent = batch.sent(bench);
    assertTrue(sent.stream().allMatch(times -> times <= 1), sent::toString);
    assertTrue(sent.stream().filter(times -> times == 0).count() <= 1, sent::toString);
    assertEquals(1, bench.partners().count("licrus", "Busy-" + batch.name()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANSWER_READ", "SETTLED", "RECEIPTS_WRITTEN"})
  void everySubmissionIsAccountedFor(String at) throws IOException {
    String name = "Twice-" + at;
    bench.block("Busy-" + name, "licrus");
    bench.relay().post(CrashBench.form("Waiting-" + name, "licrus"));
    bench.arm(at);
    postAndMaybeDie(CrashBench.form(name, "licrus", "moka"));
    dieTwice();
    bench.assertAllEndedAndFiled();
    for (String each : List.of("Busy-" + name, "Waiting-" + name, name)) {
      int sent = bench.partners().count("licrus", each);
      String outcome = bench.outcome(each, "licrus");
      assertTrue(sent <= 1, each);
      assertTrue(outcome.equals("OutcomeUnknown") || outcome.equals("Success") && sent == 1, each);
    }
    assertEquals("Success", bench.outcome(name, "moka"));
    assertTrue(bench.partners().count("moka", name) >= 1);
  }

  private static void dieTwice() throws IOException {
    bench.awaitHaltAgain();
    bench.release();
    bench.start();
    bench.awaitHalt();
  }

  private static void postAndMaybeDie(String form) {
    try {
      bench.relay().post(form);
    } catch (IOException died) {
      // What becomes of the submission tells whether it was accepted.
    }
  }
}
