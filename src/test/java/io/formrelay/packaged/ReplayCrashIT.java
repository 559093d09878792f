package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A relay that dies while a dead letter whose receipt was copied into the inbox is taken back. */
class ReplayCrashIT {

  /**
   * One crash.
   *
   * @param at the step
   * @param row what the ledger then holds
   * @param old the old receipt, as far as it is there
   */
  record Crash(String at, String row, List<String> old) {}

  static Stream<Crash> crashes() {
    List<String> there = List.of("dead-letter/licrus/%s.json");
    return Stream.of(
        new Crash("COMMITTING", "licrus dead-lettered filed", there),
        new Crash("REPLAYED", "licrus pending", there),
        new Crash("RETRACTED", "licrus pending", List.of()));
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
  void itIsDeliveredOnceMoreAndNoMore(Crash crash) throws IOException {
    String name = crash.at() + "-refused";
    bench.relay().post(CrashBench.form(name, "licrus"));
    await().until(() -> bench.deliveries(name).equals(List.of("licrus dead-lettered filed")));
    bench.block("Busy-" + crash.at(), "licrus");
    bench.block("Busy-M-" + crash.at(), "moka");
    bench.arm(crash.at());
    Path receipt = bench.data().path().resolve("dead-letter/licrus/" + name + ".json");
    bench.data().drop(name + ".json", Files.readString(receipt));
    bench.awaitHalt();
    assertEquals(List.of(crash.row()), bench.left(name));
    assertEquals(
        Stream.concat(Stream.of("inbox/.accepting/~%s.json"), crash.old().stream())
            .map(file -> file.formatted(name))
            .toList(),
        bench.files(name));

    bench.assertAllEndedAndFiled();
    assertEquals(List.of("success/licrus/day/" + name + ".json"), bench.files(name));
    assertEquals("Success", bench.outcome(name, "licrus"));
    assertEquals(2, bench.relay().delivery(name, "licrus").path("attempts").asInt());
    assertEquals(2, bench.partners().count("licrus", name));
  }
}
