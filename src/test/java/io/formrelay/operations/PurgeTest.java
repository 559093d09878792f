package io.formrelay.operations;

import static io.formrelay.operations.AgedLedger.daysAgo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import io.formrelay.submission.SubmissionIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submissions and their receipts that are kept no longer than they have to be. */
class PurgeTest {

  @TempDir Path data;
  private AgedLedger kept;

  @BeforeEach
  void open() {
    kept = new AgedLedger(data);
  }

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void whatEndedLongAgoGoesWithItsReceiptAndItsDay() throws Exception {
    kept.ended("old", "licrus", State.SUCCEEDED, 31);
    kept.ended("new", "licrus", State.SUCCEEDED, 29);
    kept.ended("dead", "moka", State.DEAD_LETTERED, 179);
    kept.ended("very-dead", "moka", State.DEAD_LETTERED, 181);

    kept.purge(30, 180);

    assertEquals(Optional.empty(), kept.ledger().find("old"));
    assertEquals(Optional.empty(), kept.ledger().find("very-dead"));
    assertTrue(kept.ledger().find("new").isPresent());
    assertTrue(kept.ledger().find("dead").isPresent());
    assertEquals(
        List.of(
            "dead-letter",
            "dead-letter/moka",
            "dead-letter/moka/dead.json",
            "success",
            "success/licrus",
            "success/licrus/2026-10-24",
            "success/licrus/2026-10-24/new.json"),
        kept.tree());
  }

  @Test
  void whatIsOpenOrUnfiledOrHalfExpiredStays() throws Exception {
    kept.enter("open", daysAgo(400), "licrus");
    kept.enter("unfiled", daysAgo(399), "moka");
    kept.end("moka", State.SUCCEEDED, daysAgo(399), false);
    kept.enter("half", daysAgo(100), "acme", "other");
    kept.end("acme", State.SUCCEEDED, daysAgo(100), true);
    kept.end("other", State.DEAD_LETTERED, daysAgo(100), false);

    kept.purge(30, 180);

    for (String id : List.of("open", "unfiled", "half")) {
      assertTrue(kept.ledger().find(id).isPresent(), id);
    }
    assertEquals(2, kept.ledger().unfiled(9).size());
  }

  @Test
  void zeroDaysKeepForEver() throws Exception {
    kept.ended("old", "licrus", State.SUCCEEDED, 4000);
    kept.ended("dead", "moka", State.DEAD_LETTERED, 4000);
    List<String> before = kept.tree();

    kept.purge(0, 0);
    assertEquals(before, kept.tree());
    kept.purge(0, 180);
    assertTrue(kept.ledger().find("old").isPresent());
    assertEquals(Optional.empty(), kept.ledger().find("dead"));
    kept.purge(30, 0);
    assertEquals(Optional.empty(), kept.ledger().find("old"));
  }

  @Test
  void aPurgeThatWasCutOffBetweenReceiptsAndRowsIsGoneOnWith() throws Exception {
    List<Delivery> ends = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      kept.enter("s" + i, daysAgo(40), "licrus");
      kept.end("licrus", State.SUCCEEDED, daysAgo(40), false);
      ends.addAll(kept.ledger().unfiled(1));
      kept.receipts().file(kept.ledger().unfiled(1));
      kept.ledger().filed("s" + i, "licrus", daysAgo(40)).join();
    }
    kept.receipts().remove(ends.stream().map(Delivery::end).toList());
    assertEquals(List.of(), kept.ledger().unfiled(9), "what is purged is not filed again");

    kept.purge(30, 180);

    assertEquals(Optional.empty(), kept.ledger().find("s1"));
    assertEquals(List.of("success", "success/licrus"), kept.tree());
  }

  @Test
  void moreThanOneBatchGoes() throws Exception {
    for (int i = 0; i < 450; i++) {
      kept.enter("s" + i, daysAgo(40), "licrus");
    }
    for (Delivery each : kept.ledger().claim("licrus", 450, daysAgo(40)).join()) {
      kept.ledger()
          .settle(
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
      kept.ledger().filed("s" + i, "licrus", daysAgo(40)).join();
    }
    kept.ended("kept", "licrus", State.SUCCEEDED, 1);

    kept.purge(30, 180);

    for (int i = 0; i < 450; i++) {
      assertEquals(Optional.empty(), kept.ledger().find("s" + i));
    }
    assertTrue(kept.ledger().find("kept").isPresent());
  }

  @Test
  void whatAFileHasBroughtStaysUntilAllInItIsAccepted() throws Exception {
    kept.ended("before", "licrus", State.SUCCEEDED, 41);
    kept.ended("of-it", "licrus", State.SUCCEEDED, 40);
    String token =
        new SubmissionIds(Clock.fixed(daysAgo(40), ZoneOffset.UTC), new Random(1)).next();
    Path claim =
        Files.createDirectories(data.resolve("inbox/.accepting")).resolve(token + "~big.jsonl");
    Files.writeString(claim, "{}");

    kept.purge(30, 180);
    assertEquals(Optional.empty(), kept.ledger().find("before"));
    assertTrue(kept.ledger().find("of-it").isPresent());

    Files.delete(claim);
    kept.purge(30, 180);
    assertEquals(Optional.empty(), kept.ledger().find("of-it"));
  }
}
