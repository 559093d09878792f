package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relay that dies at each step of the folder door, over a file of forty lines of which five are
 * wrong, while Licrus thinks over what was sent before.
 */
class FolderDoorCrashIT {

  private static final String INBOX = "inbox/%s.jsonl";
  private static final String ACCEPTING = "inbox/.accepting/~%s.jsonl";
  private static final String GONE = "";

  /** What may lie in {@code dead-letter/intake} by the endings of the names there. */
  private static final List<String> NO_LETTER = List.of();

  private static final List<String> TEMPORARIES = List.of("json.reason.json.tmp", "json.tmp");
  private static final List<String> REASON_WITHOUT_LETTER = List.of("json.reason.json", "json.tmp");
  private static final List<String> WHOLE_LETTERS = List.of("json", "json.reason.json");

  /**
   * One crash.
   *
   * @param at the step
   * @param file where the dropped file lies
   * @param least how many of its lines stand in the ledger, at least
   * @param most how many, at most
   * @param letters the endings of what lies aside
   */
  record Crash(String at, String file, int least, int most, List<String> letters) {

    @Override
    public String toString() {
      return at;
    }
  }

  static Stream<Crash> crashes() {
    return Stream.of(
        new Crash("FILES_FOUND", INBOX, 0, 0, NO_LETTER),
        new Crash("FILES_SYNCED", INBOX, 0, 0, NO_LETTER),
        new Crash("FILE_CLAIMED", ACCEPTING, 0, 0, NO_LETTER),
        new Crash("CLAIMS_SYNCED", ACCEPTING, 0, 0, NO_LETTER),
        new Crash("COMMITTING", ACCEPTING, 0, 0, null),
        new Crash("COMMITTED", ACCEPTING, 1, Batch.RIGHT, null),
        new Crash("ELEMENT_ENTERED:7", ACCEPTING, 7, Batch.RIGHT, null),
        new Crash("TEMPORARIES_WRITTEN", ACCEPTING, 0, Batch.RIGHT, TEMPORARIES),
        new Crash("FILE_RENAMED", ACCEPTING, 0, Batch.RIGHT, REASON_WITHOUT_LETTER),
        new Crash("REFUSED_FILED", ACCEPTING, 0, Batch.RIGHT, WHOLE_LETTERS),
        new Crash("FILE_ENDED", ACCEPTING, Batch.RIGHT, Batch.RIGHT, WHOLE_LETTERS),
        new Crash("FILE_DELETED", GONE, Batch.RIGHT, Batch.RIGHT, WHOLE_LETTERS));
  }

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
  @MethodSource("crashes")
  void eachRightLineIsDeliveredOnceAndEachWrongOneLiesAsideOnce(Crash crash) throws IOException {
    Batch batch = new Batch("Batch-" + crash.at().replace(':', '-'));
    if (crash.at().equals("FILE_DELETED")) {
      // That the last case's file has gone is seen before this step is reached.
      bench.beginAnew();
    }
    bench.block("Busy-" + batch.name(), "licrus");
    // So that nothing but the batch writes to the ledger.
    bench.block("Busy-" + batch.name() + "-moka", "moka");
    bench.arm(crash.at());
    batch.drop(bench.data());
    bench.awaitHalt();
    List<String> left = bench.left("inbox/" + batch.fileName());
    assertTrue(
        left.size() >= crash.least() && left.size() <= crash.most(), () -> left.size() + " lines");
    assertTrue(left.stream().allMatch("licrus pending"::equals), left::toString);
    assertFilesLeft(crash, batch);

    bench.assertAllEndedAndFiled();
    batch.assertKnownOnce(bench);
    assertEquals(Collections.nCopies(Batch.RIGHT, 1), batch.sent(bench));
    assertEquals("OutcomeUnknown", bench.outcome("Busy-" + batch.name(), "licrus"));
    assertEquals(1, bench.partners().count("licrus", "Busy-" + batch.name()));
  }

  private static void assertFilesLeft(Crash crash, Batch batch) {
    List<String> files = bench.files(batch.name() + ".");
    assertEquals(
        crash.file().isEmpty() ? List.of() : List.of(crash.file().formatted(batch.name())),
        files.stream().filter(file -> file.startsWith("inbox/")).toList());
    if (crash.letters() != null) {
      TreeSet<String> endings = new TreeSet<>();
      files.stream()
          .filter(file -> file.contains("/intake/"))
          .forEach(file -> endings.add(file.replaceFirst(".*" + batch.name() + "\\.\\d+\\.", "")));
      assertTrue(endings.containsAll(crash.letters()), endings::toString);
    }
    if (crash.letters() == NO_LETTER) {
      assertEquals(List.of(), files.stream().filter(file -> file.contains("/intake/")).toList());
    }
  }
}
