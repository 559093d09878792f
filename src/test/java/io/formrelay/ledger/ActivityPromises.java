package io.formrelay.ledger;

import static io.formrelay.ledger.Sample.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How busy the relays were. */
interface ActivityPromises extends LedgerUnderTest {

  @Test
  default void activityAddsUpInItsSlotOverRestartsAndRelays() {
    assertEquals(List.of(), ledger().activity().since(Instant.EPOCH));
    Activity licrus = new Activity(NOON, "licrus", 3, 1, 0, 2);
    Activity later = new Activity(NOON.plus(Activity.SLOT), "licrus", 1, 0, 0, 0);
    ledger().activity().add(List.of(later, licrus), Instant.EPOCH);
    reopen("two");

    ledger()
        .activity()
        .add(
            List.of(
                new Activity(NOON, "licrus", 10, 20, 30, 40),
                new Activity(NOON, "moka", 0, 0, 5, 0)),
            Instant.EPOCH);

    assertEquals(
        List.of(
            new Activity(NOON, "licrus", 13, 21, 30, 42),
            new Activity(NOON, "moka", 0, 0, 5, 0),
            later),
        ledger().activity().since(NOON));
    assertEquals(List.of(later), ledger().activity().since(NOON.plusMillis(1)));
  }

  @Test
  default void activityThatIsTooOldIsDeleted() {
    Activity young = new Activity(NOON, "moka", 1, 1, 0, 0);
    ledger()
        .activity()
        .add(List.of(new Activity(NOON.minusSeconds(900), "moka", 9, 9, 9, 9)), Instant.EPOCH);

    ledger().activity().add(List.of(young), NOON);

    assertEquals(List.of(young), ledger().activity().since(Instant.EPOCH));
  }

  @Test
  default void aSlotIsTheQuarterOfAnHourInWhichATimeLies() {
    assertEquals(NOON, Activity.slotOf(NOON));
    assertEquals(NOON, Activity.slotOf(Instant.parse("2026-11-22T12:14:59.999Z")));
    assertEquals(
        Instant.parse("2026-11-22T12:15:00Z"),
        Activity.slotOf(Instant.parse("2026-11-22T12:15:00Z")));
  }
}
