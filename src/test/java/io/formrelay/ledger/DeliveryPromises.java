package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.all;
import static io.formrelay.ledger.LedgerUnderTest.at;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.LedgerUnderTest.ids;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.handedBack;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.retrying;
import static io.formrelay.ledger.Sample.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How a delivery is claimed and how its attempts end. */
interface DeliveryPromises extends LedgerUnderTest {

  @Test
  default void aClaimHandsOutWhatIsDueOldestFirst() throws Exception {
    get(ledger().enter(at(licrus("third"), NOON.plusSeconds(3))));
    get(ledger().enter(at(licrus("first"), NOON)));
    get(ledger().enter(at(licrus("second"), NOON.plusSeconds(2))));
    get(ledger().enter(at(licrus("later"), NOON.plusSeconds(60))));

    assertEquals(List.of("first", "second", "third"), claim("licrus", 9, NOON.plusSeconds(59)));
    assertEquals(List.of(), claim("licrus", 9, NOON.plusSeconds(59)));
    assertEquals(List.of("later"), claim("licrus", 9, NOON.plusSeconds(60)));
  }

  @Test
  default void aClaimTakesNoMoreThanItAskedForAndNothingOfAnotherTarget() throws Exception {
    get(ledger().enter(licrus("a")));
    get(ledger().enter(licrus("b")));
    get(ledger().enter(licrus("c")));
    get(ledger().enter(moka("m", null)));

    assertEquals(List.of("a", "b"), claim("licrus", 2, NOON));
    assertEquals(List.of("c"), claim("licrus", 2, NOON));
    assertEquals(List.of("m"), claim("moka", 2, NOON));
  }

  @Test
  default void aClaimOfNothingIsSenseless() {
    assertThrows(IllegalArgumentException.class, () -> ledger().claim("licrus", 0, NOON));
  }

  @Test
  default void aClaimedDeliveryCarriesAllThatIsNeededToSendIt() throws Exception {
    get(ledger().enter(licrus("s1")));

    Delivery delivery = get(ledger().claim("licrus", 1, NOON.plusSeconds(5))).get(0);

    assertEquals(
        new Delivery(
            "s1",
            "licrus",
            "http",
            NOON,
            "{\"CustomerFullName\":\"Ayşe s1\"}",
            State.SENDING,
            0,
            List.of(),
            NOON.plusSeconds(5),
            null,
            null,
            null,
            null),
        delivery);
    assertEquals(
        new DeliveryStatus(State.SENDING, 1, null, null, null, null), status("s1", "licrus"));
  }

  @Test
  default void twoThreadsNeverGetTheSameDelivery() throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      entries.add(ledger().enter(licrus("s" + i)));
    }
    all(entries);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<List<String>>> claimed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      claimed.add(threads.submit(() -> claimUntilNoneIsLeft("licrus")));
    }
    List<String> ids = new ArrayList<>();
    for (Future<List<String>> each : claimed) {
      ids.addAll(each.get());
    }
    threads.shutdown();

    assertEquals(1000, ids.size());
    assertEquals(1000, new HashSet<>(ids).size());
  }

  @Test
  default void twoRelaysNeverGetTheSameDelivery() throws Exception {
    for (int i = 0; i < 50; i++) {
      get(ledger().enter(licrus("s" + i)));
    }
    try (Ledger other = Ledgers.open(settings("two"))) {
      CompletableFuture<List<Delivery>> here = ledger().claim("licrus", 50, NOON);
      CompletableFuture<List<Delivery>> there = other.claim("licrus", 50, NOON);
      Set<String> ids = new HashSet<>(ids(get(here)));
      List<String> others = ids(get(there));

      assertTrue(Collections.disjoint(ids, others));
      ids.addAll(others);
      ids.addAll(claim("licrus", 50, NOON));
      assertEquals(50, ids.size());
    }
  }

  @Test
  default void aSettledDeliveryHasEndedWithItsOutcome() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);

    assertTrue(get(ledger().settle(succeeded("s1", "licrus", NOON.plusSeconds(1)))));

    assertEquals(
        new DeliveryStatus(State.SUCCEEDED, 1, null, "Code", "said", "43090"),
        status("s1", "licrus"));
    assertEquals(State.SUCCEEDED, ledger().find("s1").orElseThrow().state());
    assertEquals(List.of(), claim("licrus", 1, NOON.plusSeconds(9999)));
  }

  @Test
  default void onlyWhatIsBeingSentCanBeSettledAndOnlyOnce() throws Exception {
    get(ledger().enter(licrus("s1")));
    assertFalse(get(ledger().settle(succeeded("s1", "licrus", NOON))));
    assertFalse(get(ledger().settle(succeeded("nobody", "licrus", NOON))));
    claim("licrus", 1, NOON);

    CompletableFuture<Boolean> first = ledger().settle(succeeded("s1", "licrus", NOON));
    CompletableFuture<Boolean> second = ledger().settle(deadLettered("s1", "licrus", NOON));

    assertTrue(get(first));
    assertFalse(get(second));
    assertEquals(State.SUCCEEDED, status("s1", "licrus").state());
  }

  @Test
  default void aSettlementThatComesLateDoesNotEndALaterAttempt() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);
    Settlement first =
        new Settlement(
            "s1",
            "licrus",
            State.RETRYING,
            NOON,
            NOON.plusSeconds(5),
            1,
            List.of(),
            "Http503",
            "busy",
            null,
            NOON);
    assertTrue(get(ledger().settle(first)));
    claim("licrus", 1, NOON.plusSeconds(5));

    assertFalse(get(ledger().settle(first)));
    assertEquals(State.SENDING, status("s1", "licrus").state());
  }

  @Test
  default void aRetryComesBackWhenItsTimeHasComeWithItsHistory() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger().settle(retrying("s1", "licrus", NOON, NOON.plusSeconds(30))));

    assertEquals(
        new DeliveryStatus(State.RETRYING, 1, NOON.plusSeconds(30), "HTTP 503", "busy", null),
        status("s1", "licrus"));
    assertEquals(Optional.of(NOON.plusSeconds(30)), ledger().nextDue("licrus"));
    assertEquals(List.of(), claim("licrus", 1, NOON.plusSeconds(29)));
    Delivery again = get(ledger().claim("licrus", 1, NOON.plusSeconds(30))).get(0);
    assertEquals(1, again.retries());
    assertEquals(List.of(new Attempt(NOON, 503, "HTTP 503", "busy", 40)), again.history());
    assertEquals(2, status("s1", "licrus").attempts());
  }

  @Test
  default void whatIsHandedBackIsPendingAgainAndWasNotAttempted() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);

    assertTrue(get(ledger().settle(handedBack("s1", "licrus", NOON.plusSeconds(7)))));

    assertEquals(
        new DeliveryStatus(State.PENDING, 0, NOON.plusSeconds(7), null, null, null),
        status("s1", "licrus"));
    assertEquals(List.of("s1"), claim("licrus", 1, NOON.plusSeconds(7)));
  }

  private List<String> claimUntilNoneIsLeft(String target) throws Exception {
    List<String> mine = new ArrayList<>();
    List<String> more = claim(target, 7, NOON);
    while (!more.isEmpty()) {
      mine.addAll(more);
      more = claim(target, 7, NOON);
    }
    return mine;
  }
}
