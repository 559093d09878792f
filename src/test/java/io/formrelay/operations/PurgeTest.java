package io.formrelay.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.Ledgers;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import io.formrelay.receipt.Receipts;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import io.formrelay.submission.SubmissionIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept no longer than it has to be. */
class PurgeTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path data;
  private final WholeFiles files = new WholeFiles();
  private Ledger ledger;
  private Receipts receipts;

  @BeforeEach
  void open() {
    ledger =
        Ledgers.open(
            new LedgerSettings("jdbc:sqlite:" + data.resolve("ledger.db"), null, null, "one"));
    receipts = new Receipts(data, Set.of(), SealedFields.none(), files);
  }

  @AfterEach
  void close() {
    ledger.close();
    files.close();
  }

  private static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private void enter(String id, Instant at, String... targets) {
    ledger
        .enter(
            new Submission(
                id,
                null,
                "f-" + id,
                "http",
                at,
                Stream.of(targets).map(target -> new Destination(target, null)).toList(),
                JsonNodeFactory.instance.objectNode().put("CustomerFullName", "Ayşe")))
        .join();
  }

  private void end(String target, State state, Instant at, boolean filed) throws IOException {
    Delivery claimed = ledger.claim(target, 1, at).join().get(0);
    ledger
        .settle(
            new Settlement(
                claimed.submissionId(),
                target,
                state,
                at,
                null,
                0,
                List.of(),
                "Code",
                "",
                null,
                null))
        .join();
    if (filed) {
      receipts.file(ledger.unfiled(1));
      ledger.filed(claimed.submissionId(), target, at).join();
    }
  }

  private void ended(String id, String target, State state, int days) throws IOException {
    enter(id, daysAgo(days), target);
    end(target, state, daysAgo(days), true);
  }

  private void purge(int success, int deadLetter) throws Exception {
    Map<String, String> overrides =
        Map.of(
            "relay.data", data.toString(),
            "licrus.enabled", "false",
            "moka.enabled", "false",
            "relay.retention.success", Integer.toString(success),
            "relay.retention.dead-letter", Integer.toString(deadLetter));
    Settings settings = new ConfigurationSource(overrides).read().settings();
    Purge purge =
        new Purge(
            settings,
            ledger.records(),
            receipts,
            new OldFiles(files),
            Clock.fixed(NOW, ZoneOffset.UTC));
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      purge.process(new DefaultExchange(context));
    }
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(each -> !each.getFileName().toString().startsWith("ledger.db"))
          .filter(each -> !each.equals(data))
          .map(each -> data.relativize(each).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void whatEndedLongAgoGoesWithItsReceiptAndItsDay() throws Exception {
    ended("old", "licrus", State.SUCCEEDED, 31);
    ended("new", "licrus", State.SUCCEEDED, 29);
    ended("dead", "moka", State.DEAD_LETTERED, 179);
    ended("very-dead", "moka", State.DEAD_LETTERED, 181);

    purge(30, 180);

    assertEquals(Optional.empty(), ledger.find("old"));
    assertEquals(Optional.empty(), ledger.find("very-dead"));
    assertTrue(ledger.find("new").isPresent());
    assertTrue(ledger.find("dead").isPresent());
    assertEquals(
        List.of(
            "dead-letter",
            "dead-letter/moka",
            "dead-letter/moka/dead.json",
            "success",
            "success/licrus",
            "success/licrus/2026-10-24",
            "success/licrus/2026-10-24/new.json"),
        tree());
  }

  @Test
  void whatIsOpenOrUnfiledOrHalfExpiredStays() throws Exception {
    enter("open", daysAgo(400), "licrus");
    enter("unfiled", daysAgo(399), "moka");
    end("moka", State.SUCCEEDED, daysAgo(399), false);
    enter("half", daysAgo(100), "acme", "other");
    end("acme", State.SUCCEEDED, daysAgo(100), true);
    end("other", State.DEAD_LETTERED, daysAgo(100), false);

    purge(30, 180);

    for (String id : List.of("open", "unfiled", "half")) {
      assertTrue(ledger.find(id).isPresent(), id);
    }
    assertEquals(2, ledger.unfiled(9).size());
  }

  @Test
  void zeroDaysKeepForEver() throws Exception {
    ended("old", "licrus", State.SUCCEEDED, 4000);
    ended("dead", "moka", State.DEAD_LETTERED, 4000);
    List<String> before = tree();

    purge(0, 0);
    assertEquals(before, tree());
    purge(0, 180);
    assertTrue(ledger.find("old").isPresent());
    assertEquals(Optional.empty(), ledger.find("dead"));
    purge(30, 0);
    assertEquals(Optional.empty(), ledger.find("old"));
  }

  @Test
  void aPurgeThatWasCutOffBetweenReceiptsAndRowsIsGoneOnWith() throws Exception {
    List<Delivery> ends = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      enter("s" + i, daysAgo(40), "licrus");
      end("licrus", State.SUCCEEDED, daysAgo(40), false);
      ends.addAll(ledger.unfiled(1));
      receipts.file(ledger.unfiled(1));
      ledger.filed("s" + i, "licrus", daysAgo(40)).join();
    }
    receipts.remove(ends.stream().map(Delivery::end).toList());
    assertEquals(List.of(), ledger.unfiled(9), "what is purged is not filed again");

    purge(30, 180);

    assertEquals(Optional.empty(), ledger.find("s1"));
    assertEquals(List.of("success", "success/licrus"), tree());
  }

  @Test
  void moreThanOneBatchGoes() throws Exception {
    for (int i = 0; i < 450; i++) {
      enter("s" + i, daysAgo(40), "licrus");
    }
    for (Delivery each : ledger.claim("licrus", 450, daysAgo(40)).join()) {
      ledger.settle(
          new Settlement(
              each.submissionId(),
              "licrus",
              State.SUCCEEDED,
              daysAgo(40),
              null,
              0,
              List.of(),
              "Code",
              "",
              null,
              null));
    }
    for (int i = 0; i < 450; i++) {
      ledger.filed("s" + i, "licrus", daysAgo(40)).join();
    }
    ended("kept", "licrus", State.SUCCEEDED, 1);

    purge(30, 180);

    for (int i = 0; i < 450; i++) {
      assertEquals(Optional.empty(), ledger.find("s" + i));
    }
    assertTrue(ledger.find("kept").isPresent());
  }

  @Test
  void whatAFileHasBroughtStaysUntilAllInItIsAccepted() throws Exception {
    ended("before", "licrus", State.SUCCEEDED, 41);
    ended("of-it", "licrus", State.SUCCEEDED, 40);
    String token =
        new SubmissionIds(Clock.fixed(daysAgo(40), ZoneOffset.UTC), new Random(1)).next();
    Path claim =
        Files.createDirectories(data.resolve("inbox/.accepting")).resolve(token + "~big.jsonl");
    Files.writeString(claim, "{}");

    purge(30, 180);
    assertEquals(Optional.empty(), ledger.find("before"));
    assertTrue(ledger.find("of-it").isPresent());

    Files.delete(claim);
    purge(30, 180);
    assertEquals(Optional.empty(), ledger.find("of-it"));
  }

  @Test
  void whatIsNotTheRelaysOwnBelowSuccessKeepsNothingElseFromGoing() throws Exception {
    ended("old", "licrus", State.SUCCEEDED, 31);
    Files.writeString(data.resolve("success/licrus/2020-01-01"), "a note");
    Files.writeString(data.resolve("success/notes.txt"), "a note");

    purge(30, 180);

    assertEquals(
        List.of("success", "success/licrus", "success/licrus/2020-01-01", "success/notes.txt"),
        tree());
  }

  @Test
  void whatARestorePutAsideGoesByItsAge() throws Exception {
    for (String name : List.of("before-restore-", "inbox/.before-restore-")) {
      for (int days : List.of(179, 181)) {
        Path folder = Files.createDirectories(data.resolve(name + days));
        Files.writeString(folder.resolve("file"), "Ayşe");
        Files.setLastModifiedTime(folder, FileTime.from(daysAgo(days)));
      }
    }

    purge(30, 180);

    assertEquals(
        List.of(
            "before-restore-179",
            "before-restore-179/file",
            "inbox",
            "inbox/.before-restore-179",
            "inbox/.before-restore-179/file"),
        tree());
  }

  @Test
  void whatTheDoorsRefusedGoesByItsAge() throws Exception {
    for (String folder : List.of("dead-letter/intake", "quarantine")) {
      Path old = Files.createDirectories(data.resolve(folder)).resolve("old.json");
      Files.writeString(old, "{}");
      Files.writeString(old.resolveSibling("new.json"), "{}");
      Files.setLastModifiedTime(old, FileTime.from(daysAgo(181)));
      Files.setLastModifiedTime(old.resolveSibling("new.json"), FileTime.from(daysAgo(179)));
    }

    purge(30, 180);

    assertFalse(Files.exists(data.resolve("dead-letter/intake/old.json")));
    assertFalse(Files.exists(data.resolve("quarantine/old.json")));
    assertTrue(Files.exists(data.resolve("dead-letter/intake/new.json")));
    assertTrue(Files.exists(data.resolve("quarantine/new.json")));
  }
}
