package io.formrelay.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.formrelay.ledger.Activity;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.Ledgers;
import io.formrelay.running.HandClock;
import io.formrelay.watching.LastDay.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Into which quarter of an hour what was counted goes, and what is kept. */
class ActivityHistoryTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private final Counts counts = new Counts(List.of("licrus"));
  private final HandClock clock = new HandClock(NOON);
  private Ledger ledger;
  private ActivityHistory history;

  @BeforeEach
  void open() {
    String url = "jdbc:sqlite:" + folder.resolve("ledger.db");
    ledger = Ledgers.open(new LedgerSettings(url, null, null, "one"));
    history = new ActivityHistory(ledger.activity(), counts, clock);
  }

  @AfterEach
  void close() {
    history.close();
    ledger.close();
  }

  @Test
  void whatWasCountedSinceTheLastLookBelongsToTheSlotOfThatLook() {
    clock.at(NOON.plus(Duration.ofMinutes(14)));
    history.write();
    accept(3);
    clock.at(NOON.plus(Duration.ofMinutes(15)));
    history.write();
    accept(1);
    clock.at(NOON.plus(Duration.ofMinutes(16)));

    assertEquals(List.of(accepted(NOON, 3), accepted(NOON.plus(Activity.SLOT), 1)), slots(history));
  }

  @Test
  void whatWasCountedBeforeALongSleepIsNotGuessedBackIntoThePast() {
    accept(1);
    clock.at(NOON.plus(Duration.ofHours(3)));
    history.write();

    assertEquals(List.of(accepted(NOON.plus(Duration.ofHours(3)), 1)), slots(history));
  }

  @Test
  void whatIsNotWrittenYetIsShownOnceAndWrittenAtTheEnd() {
    accept(2);
    assertEquals(List.of(accepted(NOON, 2)), slots(history));
    assertEquals(List.of(), ledger.activity().since(Instant.EPOCH));
    history.close();

    ActivityHistory next =
        new ActivityHistory(ledger.activity(), new Counts(List.of("licrus")), clock);

    assertEquals(List.of(accepted(NOON, 2)), slots(next));
    next.close();
    history.write();
    assertEquals(1, ledger.activity().since(Instant.EPOCH).size());
    assertEquals(2, ledger.activity().since(Instant.EPOCH).get(0).accepted());
  }

  @Test
  void aDayIsShownAndEightDaysAreKept() {
    accept(1);
    history.write();
    clock.at(NOON.plus(Duration.ofDays(1)));
    accept(5);
    history.write();

    LastDay day = history.lastDay();
    assertEquals(NOON.plus(Duration.ofDays(1)).minus(Duration.ofMinutes(23 * 60 + 45)), day.from());
    assertEquals(List.of(accepted(NOON.plus(Duration.ofDays(1)), 5)), slots(history));
    assertEquals(2, ledger.activity().since(Instant.EPOCH).size());

    clock.at(NOON.plus(Duration.ofDays(8)).plusMillis(1));
    accept(1);
    history.write();
    assertEquals(
        List.of(NOON.plus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(8))),
        ledger.activity().since(Instant.EPOCH).stream().map(Activity::slot).toList());
  }

  private void accept(int times) {
    for (int i = 0; i < times; i++) {
      counts.targets().get("licrus").countAccepted();
    }
  }

  private static Slot accepted(Instant at, long count) {
    return new Slot(at, count, 0, 0, 0);
  }

  private static List<Slot> slots(ActivityHistory of) {
    return of.lastDay().targets().get(0).slots();
  }
}
