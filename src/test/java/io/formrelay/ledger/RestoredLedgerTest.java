package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.LedgerUnderTest.ids;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.holding;
import static io.formrelay.ledger.Sample.moka;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an order key that was held when the backup was taken. */
class RestoredLedgerTest {

  @TempDir Path folder;

  private Path copy;

  @BeforeEach
  void backUpWhileTheFirstHoldsTheSecondUp() throws Exception {
    copy = folder.resolve("copy.db");
    LedgerSettings settings = settings(folder.resolve("ledger.db"));
    try (Ledger ledger = Ledgers.open(settings)) {
      ledger.use("live");
      get(ledger.enter(moka("first", "c1")));
      get(ledger.enter(moka("second", "c1")));
      assertEquals(List.of("first"), ids(get(ledger.claim("moka", 9, NOON))));
      assertTrue(get(ledger.settle(holding("first", "moka", NOON))));
      new LedgerBackup(settings).write(copy);
    }
  }

  private static LedgerSettings settings(Path file) {
    return new LedgerSettings("jdbc:sqlite:" + file, null, null, "one");
  }

  @Test
  void itIsHeldStill() throws Exception {
    try (RestoredLedger restored = new RestoredLedger(copy, body -> "f")) {
      restored.finish(target -> true, NOON);
    }

    try (Ledger ledger = Ledgers.open(settings(copy))) {
      assertEquals(List.of("first"), ledger.holding("moka"));
      assertEquals(List.of(), get(ledger.claim("moka", 9, NOON)));
      assertTrue(get(ledger.release("first", "moka", NOON)));
      assertEquals(List.of("second"), ids(get(ledger.claim("moka", 9, NOON))));
    }
  }

  @Test
  void itIsFreeWhereAReceiptTellsThatTheDeadLetterSucceededSince() throws Exception {
    try (RestoredLedger restored = new RestoredLedger(copy, body -> "f")) {
      restored.learn(
          List.of(
              new Delivery(
                  "first",
                  "moka",
                  "http",
                  NOON,
                  "{}",
                  State.SUCCEEDED,
                  0,
                  List.of(),
                  null,
                  NOON,
                  "Success",
                  "",
                  null)));
      restored.finish(target -> true, NOON);
    }

    try (Ledger ledger = Ledgers.open(settings(copy))) {
      assertEquals(List.of(), ledger.holding("moka"));
      assertEquals(List.of("second"), ids(get(ledger.claim("moka", 9, NOON))));
    }
  }
}
