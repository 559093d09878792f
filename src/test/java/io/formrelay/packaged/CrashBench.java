package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.failpoint.FailPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A relay that is loaded, dies at a step and is started again, all on one data folder. Each partner
 * takes one delivery at a time, so that one whose answer is held back keeps all others waiting.
 */
final class CrashBench implements AutoCloseable {

  /** What the relay exits with at a step, and nothing else does. */
  private static final int HALTED = 86;

  private static final String LICRUS_REFUSED =
      "{\"HasError\": true, \"Id\": 0, \"MessageList\": [{\"Type\": 1, \"Message\": \"Hata\"}]}";
  private static final String MOKA_BUSY =
      "{\"Data\": null, \"ResultCode\": \"EX\", \"ResultMessage\": \"\", \"Exception\": null}";

  private final PartnerStub partners = new PartnerStub();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final RelayCommand command;
  private final LedgerFile ledger;
  private final Path wish;
  private PackagedRelay relay;

  CrashBench(Path folder) throws IOException {
    wish = folder.resolve("halt-at");
    partners.answerBy(this::answer);
    command =
        ClassArchive.used(RelayCommand.complete(folder.resolve("data"), partners.url()), folder)
            .with("licrus.timeout", "600s")
            .with("moka.timeout", "600s")
            .with("licrus.concurrency", "1")
            .with("moka.concurrency", "1")
            .with("formrelay.halt-at", wish.toString());
    ledger = new LedgerFile(command.data().path().resolve("ledger.db"));
  }

  /**
   * Names tell how a partner answers the first time: Licrus {@code -refused} or {@code -later},
   * Moka {@code -busy}.
   */
  private String answer(String target, String about, int nth) throws InterruptedException {
    CountDownLatch latch = held.get(target + " " + about);
    if (latch != null) {
      latch.await();
    }
    if (nth == 1 && target.equals("licrus") && about.endsWith("-refused")) {
      return LICRUS_REFUSED;
    }
    if (nth == 1 && target.equals("licrus") && about.endsWith("-later")) {
      return PartnerStub.BUSY;
    }
    return nth == 1 && target.equals("moka") && about.endsWith("-busy")
        ? MOKA_BUSY
        : PartnerStub.did(target, about, nth);
  }

  PartnerStub partners() {
    return partners;
  }

  DataFolder data() {
    return command.data();
  }

  /** The relay that runs; it is started where none does. */
  PackagedRelay relay() {
    if (relay == null) {
      relay = command.open();
    }
    return relay;
  }

  /** A form for these partners about somebody, whose submission bears the same name. */
  static String form(String name, String... targets) {
    return body("\"SubmissionId\": \"" + name + "\", ", name, targets);
  }

  /** The same from a sender who names no submission. */
  static String nameless(String name, String... targets) {
    return body("", name, targets);
  }

  private static String body(String id, String name, String... targets) {
    return """
        {%s"Targets": ["%s"], "CustomerFullName": "%3$s", "CustomerMobilePhone": "5301231212", \
        "ProductNameList": ["WT 65"], "CustomerCode": "%3$s"}"""
        .formatted(id, String.join("\", \"", targets), name);
  }

  /** A partner's answer about somebody is held back until {@link #release}. */
  void hold(String target, String name) {
    held.put(target + " " + name, new CountDownLatch(1));
  }

  /** Partners answer. */
  void release() {
    held.values().forEach(CountDownLatch::countDown);
  }

  /** Keeps a partner busy: what is under way at the crash, and what waits behind it. */
  void block(String name, String target) throws IOException {
    hold(target, name);
    relay().post(form(name, target));
    await().until(() -> partners.count(target, name) == 1);
  }

  /** From now on the relay dies at a step, as in {@code CLAIMED}, or at its nth time. */
  void arm(String at) throws IOException {
    FailPoint.valueOf(at.split(":")[0]);
    Path beside = Files.writeString(wish.resolveSibling("next"), at);
    Files.move(beside, wish, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits for the relay's end by the step, and lets the next one live. */
  void awaitHalt() throws IOException {
    awaitHaltAgain();
    Files.delete(wish);
  }

  /** Waits for the relay's end by the step, which the next one may reach as well. */
  void awaitHaltAgain() throws IOException {
    assertEquals(HALTED, relay.exitCode(), relay::output);
    end();
  }

  /** Lets no step of what was done before still lie ahead: the next relay has done nothing yet. */
  void beginAnew() throws IOException {
    if (relay != null) {
      end();
    }
  }

  /** Starts a relay that is to die by itself. */
  void start() {
    relay = command.start();
  }

  /** {@code kill -9}. */
  void end() throws IOException {
    relay.close();
    relay = null;
  }

  /** The deliveries of submissions whose id, key or source ends in this, with a dead relay. */
  List<String> left(String part) throws IOException {
    return ledger.copied().deliveries(part);
  }

  /** The same of a relay that runs. */
  List<String> deliveries(String part) {
    return ledger.deliveries(part);
  }

  /**
   * The files below the data folder whose names have this in them; tokens and days are left out.
   */
  List<String> files(String part) {
    return Stream.of("inbox", "success", "dead-letter")
        .flatMap(folder -> data().files(folder).stream())
        .map(file -> data().path().relativize(file).toString())
        .map(file -> file.replaceFirst("[^/]+~", "~").replaceFirst("\\d{4}-\\d\\d-\\d\\d", "day"))
        .filter(file -> file.contains(part))
        .toList();
  }

  /** Lets all come to its end, and sees that receipts and ledger say the same and no more. */
  void assertAllEndedAndFiled() {
    release();
    relay();
    await().until(() -> data().files("inbox").isEmpty() && ledger.unfinished().isEmpty());
    List<String> receipts = new ArrayList<>();
    for (String folder : List.of("success", "dead-letter/licrus", "dead-letter/moka")) {
      data().files(folder).forEach(file -> receipts.add(line(DataFolder.read(file))));
      assertFalse(data().files(folder).stream().anyMatch(CrashBench::isHidden), folder);
    }
    assertFalse(data().files("dead-letter/intake").stream().anyMatch(CrashBench::isHidden));
    receipts.sort(null);
    assertEquals(ledger.ended(), receipts);
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static String line(JsonNode receipt) {
    boolean success = receipt.path("route").asText().equals("success");
    return receipt.path("id").asText()
        + " "
        + receipt.path("target").asText()
        + (success ? " succeeded " : " dead-lettered ")
        + receipt.path("resultCode").asText();
  }

  /**
   * How a delivery has ended, as the door tells it: {@code Success}, {@code OutcomeUnknown}, ...
   */
  String outcome(String id, String target) {
    return relay().delivery(id, target).path("resultCode").asText();
  }

  @Override
  public void close() {
    release();
    partners.close();
    if (relay != null) {
      try {
        end();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
