package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.at;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.retrying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** That a time which a wrong clock has set keeps nothing waiting. */
interface ClockPromises extends LedgerUnderTest {

  Instant LATEST = NOON.plus(Duration.ofDays(1));

  @Test
  default void aRetryThatIsDueLaterThanAnyCanBeIsDueNow() throws Exception {
    Instant nextYear = NOON.plus(Duration.ofDays(365));
    for (String id : new String[] {"far", "near"}) {
      get(ledger().enter(licrus(id)));
    }
    claim("licrus", 9, NOON);
    get(ledger().settle(retrying("far", "licrus", NOON, nextYear)));
    get(ledger().settle(retrying("near", "licrus", NOON, NOON.plusSeconds(30))));

    assertEquals(1, get(ledger().bringBack("licrus", NOON, LATEST)));

    assertEquals(NOON, status("far", "licrus").nextAttemptAt());
    assertEquals(NOON.plusSeconds(30), status("near", "licrus").nextAttemptAt());
    assertEquals(0, get(ledger().bringBack("licrus", NOON, LATEST)));
  }

  @Test
  default void whatWaitsForItsFirstAttemptIsNeverDueLaterThanNow() throws Exception {
    get(ledger().enter(at(moka("first", "c1"), NOON.plusSeconds(3_600))));
    get(ledger().enter(at(moka("second", "c1"), NOON.plusSeconds(3_600))));

    assertEquals(1, get(ledger().bringBack("moka", NOON, LATEST)));

    assertEquals(NOON, status("first", "moka").nextAttemptAt());
    assertNull(status("second", "moka").nextAttemptAt());
  }
}
