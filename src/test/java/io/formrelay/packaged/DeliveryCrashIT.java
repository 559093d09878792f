package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relay that dies at each step of a delivery, from the claim to the receipt, while the other
 * partner thinks over an earlier one and the other half of the form waits for that.
 */
class DeliveryCrashIT {

  private static final String NO_FILE = "";

  /**
   * One crash.
   *
   * @param target whose delivery reaches the step
   * @param at the step
   * @param kind how the partner answers at first: at once, or {@code -busy}, {@code -later}, {@code
   *     -refused}
   * @param left what the ledger then holds of that delivery
   * @param file what lies among the receipts
   * @param code what the delivery comes to after the next start
   * @param sent how many requests the partner got in all
   */
  record Crash(
      String target, String at, String kind, String left, String file, String code, int sent) {

    @Override
    public String toString() {
      return target + " " + at + kind;
    }
  }

  static Stream<Crash> crashes() {
    return Stream.of(
        licrus("CLAIMED", "sending", NO_FILE, "OutcomeUnknown", 0),
        licrus("REQUEST_LEAVING", "sending", NO_FILE, "OutcomeUnknown", 0),
        licrus("ANSWER_READ", "sending", NO_FILE, "OutcomeUnknown", 1),
        licrus("SETTLE_HALF_WRITTEN", "sending", NO_FILE, "OutcomeUnknown", 1),
        licrus("SETTLED", "succeeded unfiled", NO_FILE, "Success", 1),
        licrus(
            "TEMPORARIES_WRITTEN",
            "succeeded unfiled",
            "success/licrus/day/.%s.json.tmp",
            "Success",
            1),
        licrus("FILE_RENAMED", "succeeded unfiled", "success/licrus/day/%s.json", "Success", 1),
        licrus("RECEIPTS_WRITTEN", "succeeded unfiled", "success/licrus/day/%s.json", "Success", 1),
        licrus("RECEIPTS_FILED", "succeeded filed", "success/licrus/day/%s.json", "Success", 1),
        moka("CLAIMED", "", "sending", "Success", 1),
        moka("ANSWER_READ", "", "sending", "Success", 2),
        moka("SETTLED", "", "succeeded unfiled", "Success", 1),
        later("CLAIMED:2", 1),
        later("ANSWER_READ:2", 2),
        moka("RETRYING", "-busy", "retrying", "Success", 2),
        moka("CLAIMED:2", "-busy", "sending", "Success", 2),
        moka("ANSWER_READ:2", "-busy", "sending", "Success", 3),
        new Crash("licrus", "SETTLED", "-refused", "dead-lettered unfiled", NO_FILE, "HasError", 1),
        new Crash(
            "licrus",
            "FILE_RENAMED",
            "-refused",
            "dead-lettered unfiled",
            "dead-letter/licrus/%s.json",
            "HasError",
            1));
  }

  private static Crash licrus(String at, String left, String file, String code, int sent) {
    return new Crash("licrus", at, "", left, file, code, sent);
  }

  private static Crash later(String at, int sent) {
    return new Crash("licrus", at, "-later", "sending", NO_FILE, "OutcomeUnknown", sent);
  }

  private static Crash moka(String at, String kind, String left, String code, int sent) {
    return new Crash("moka", at, kind, left, NO_FILE, code, sent);
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
  void whatMayHaveReachedLicrusIsNeverSentAgainAndAllElseIsDelivered(Crash crash)
      throws IOException {
    String name = crash.target() + "-" + crash.at().replace(':', '-') + crash.kind();
    String other = crash.target().equals("licrus") ? "moka" : "licrus";
    if (crash.at().equals("RECEIPTS_FILED")) {
      // That the ledger knows of a receipt is seen before this step is reached.
      bench.beginAnew();
    }
    bench.block("Busy-" + name, other);
    bench.arm(crash.at());
    postAndMaybeDie(CrashBench.form(name, "licrus", "moka"));
    bench.awaitHalt();
    assertEquals(
        Stream.of(crash.target() + " " + crash.left(), other + " pending").sorted().toList(),
        bench.left(name).stream().filter(row -> !row.equals(other + " sending")).toList());
    assertEquals(
        crash.file().isEmpty() ? List.of() : List.of(crash.file().formatted(name)),
        bench.files(name + "."));

    bench.assertAllEndedAndFiled();
    assertEquals(crash.code(), bench.outcome(name, crash.target()));
    assertEquals(crash.sent(), bench.partners().count(crash.target(), name));
    assertEquals("Success", bench.outcome(name, other));
    assertEquals(1, bench.partners().count(other, name));
    boolean unknown = other.equals("licrus");
    assertEquals(unknown ? "OutcomeUnknown" : "Success", bench.outcome("Busy-" + name, other));
    assertEquals(unknown ? 1 : 2, bench.partners().count(other, "Busy-" + name));
  }

  @Test
  void twoUpdatesOfOneCustomerStayInOrderWhereTheFirstOnesEndIsHalfWritten() throws IOException {
    String code = "Customer-1";
    bench.hold("moka", code);
    bench.relay().post(update("first", code, "First"));
    await().until(() -> bench.partners().count("moka", code) == 1);
    bench.relay().post(update("second", code, "Second"));
    bench.arm("SETTLE_HALF_WRITTEN");
    bench.release();
    bench.awaitHalt();
    assertEquals(List.of("moka sending"), bench.left("first"));
    assertEquals(List.of("moka pending"), bench.left("second"));

    bench.assertAllEndedAndFiled();
    assertEquals(
        List.of("First", "First", "Second"),
        bench.partners().requests("moka", code).stream()
            .map(each -> each.at("/DealerCustomerRequest/FirstName").asText())
            .toList());
  }

  private static String update(String id, String code, String firstName) {
    return """
        {"SubmissionId": "%s", "CustomerCode": "%s", "FirstName": "%s"}"""
        .formatted(id, code, firstName);
  }

  /** The relay may be dead before the caller has the answer. */
  private static void postAndMaybeDie(String form) {
    try {
      bench.relay().post(form);
    } catch (IOException died) {
      // What it left tells whether the submission was accepted.
    }
  }
}
