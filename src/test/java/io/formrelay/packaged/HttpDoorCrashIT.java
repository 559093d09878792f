package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relay that dies at each step of a call at the HTTP door, while both partners think over what
 * was sent before. The caller then sends the same once more.
 */
class HttpDoorCrashIT {

  private static final List<String> NOTHING = List.of();
  private static final List<String> ALL = List.of("licrus pending", "moka pending");

  /**
   * One crash.
   *
   * @param at the step
   * @param left what the ledger then holds of the submission
   */
  record Crash(String at, List<String> left) {}

  static Stream<Crash> crashes() {
    return Stream.of(
        new Crash("HEAD_READ", NOTHING),
        new Crash("BODY_READ", NOTHING),
        new Crash("CHECKED", NOTHING),
        new Crash("ENTERING", NOTHING),
        new Crash("ENTER_HALF_WRITTEN", NOTHING),
        new Crash("COMMITTING", NOTHING),
        new Crash("COMMITTED", ALL),
        new Crash("ENTERED", ALL),
        new Crash("ANSWER_MADE", ALL));
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
  void theSameCallOnceMoreMakesOneSubmissionInAll(Crash crash) throws Exception {
    String name = "Http-" + crash.at();
    keepBothBusy(name);
    bench.arm(crash.at());
    CompletableFuture<Boolean> unanswered = CompletableFuture.supplyAsync(() -> isCutOff(name));
    bench.awaitHalt();
    assertEquals(true, unanswered.get());
    assertEquals(crash.left(), bench.left("key-" + name));
    bench.release();
    assertEquals(Set.of("licrus", "moka"), targets(post(name)));
    assertOneSubmission(name);
  }

  @Test
  void whatWasAnsweredIsDelivered() throws Exception {
    String name = "Http-Answered";
    keepBothBusy(name);
    assertEquals(202, post(name).statusCode());
    bench.end();
    assertEquals(ALL, bench.left("key-" + name));
    assertOneSubmission(name);
  }

  private static void keepBothBusy(String name) throws IOException {
    bench.block("Busy-L-" + name, "licrus");
    bench.block("Busy-M-" + name, "moka");
  }

  private static HttpResponse<String> post(String name) throws IOException {
    return bench
        .relay()
        .post(CrashBench.nameless(name, "licrus", "moka"), "Idempotency-Key", "key-" + name);
  }

  private static boolean isCutOff(String name) {
    try {
      post(name);
      return false;
    } catch (IOException died) {
      return true;
    }
  }

  private static Set<String> targets(HttpResponse<String> answer) throws IOException {
    JsonNode deliveries = new ObjectMapper().readTree(answer.body()).path("deliveries");
    Set<String> targets = new TreeSet<>();
    deliveries.fieldNames().forEachRemaining(targets::add);
    return targets;
  }

  private static void assertOneSubmission(String name) {
    bench.assertAllEndedAndFiled();
    assertEquals(
        List.of("licrus succeeded filed", "moka succeeded filed"), bench.deliveries("key-" + name));
    assertEquals(1, bench.partners().count("licrus", name));
    assertEquals(1, bench.partners().count("moka", name));
    assertEquals("OutcomeUnknown", bench.outcome("Busy-L-" + name, "licrus"));
    assertEquals(1, bench.partners().count("licrus", "Busy-L-" + name));
    assertEquals("Success", bench.outcome("Busy-M-" + name, "moka"));
    assertEquals(2, bench.partners().count("moka", "Busy-M-" + name));
  }
}
