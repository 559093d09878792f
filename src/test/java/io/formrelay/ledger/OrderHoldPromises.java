package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.holding;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.Sample.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That deliveries wait behind a dead letter that holds their order key, and for how long. */
interface OrderHoldPromises extends LedgerUnderTest {

  /** The first of a customer's deliveries holds the others up. */
  private void hold(String customer, String... ids) throws Exception {
    for (String id : ids) {
      get(ledger().enter(moka(id, customer)));
    }
    assertEquals(List.of(ids[0]), claim("moka", 9, NOON));
    assertTrue(get(ledger().settle(holding(ids[0], "moka", NOON))));
  }

  private void succeedsNext(String id) throws Exception {
    assertEquals(List.of(id), claim("moka", 9, NOON));
    assertTrue(get(ledger().settle(succeeded(id, "moka", NOON))));
  }

  private Optional<State> replay(String id, String body, String orderKey) throws Exception {
    return get(ledger().replay(new Replay(id, "moka", body, orderKey, null, null), NOON));
  }

  @Test
  default void nothingOfItsOrderKeyGoesWhileADeadLetterHoldsItAndTheOthersGoOn() throws Exception {
    hold("c1", "first", "second", "third");
    get(ledger().enter(moka("late", "c1")));
    get(ledger().enter(moka("other", "c2")));

    assertEquals(List.of("other"), claim("moka", 9, NOON.plusSeconds(9_999)));
    assertNull(status("late", "moka").nextAttemptAt());
    assertEquals(List.of("first"), ledger().holding("moka"));
    assertEquals(State.DEAD_LETTERED, status("first", "moka").state());
  }

  @Test
  default void aHoldOutlivesTheRelay() throws Exception {
    hold("c1", "first", "second");
    reopen("one");

    assertEquals(List.of(), claim("moka", 9, NOON));
    replay("first", null, null);
    succeedsNext("first");
    succeedsNext("second");
  }

  @Test
  default void theReplayOfADeadLetterThatHoldsGoesBeforeAllThatWait() throws Exception {
    hold("c1", "first", "second", "third");

    assertEquals(Optional.of(State.DEAD_LETTERED), replay("first", null, null));

    assertEquals(List.of(), ledger().holding("moka"));
    assertEquals(NOON, status("first", "moka").nextAttemptAt());
    assertNull(status("second", "moka").nextAttemptAt());
    for (String id : List.of("first", "second", "third")) {
      succeedsNext(id);
    }
  }

  @Test
  default void aReplayThatIsDeadLetteredAgainHoldsAgain() throws Exception {
    hold("c1", "first", "second");
    replay("first", null, null);
    assertEquals(List.of("first"), claim("moka", 9, NOON));
    get(ledger().settle(holding("first", "moka", NOON.plusSeconds(1))));

    assertEquals(List.of(), claim("moka", 9, NOON.plusSeconds(1)));
    replay("first", "{}", "c1");
    succeedsNext("first");
    succeedsNext("second");
  }

  @Test
  default void aReleaseLetsTheNextGoAndTheDeadLetterStaysOne() throws Exception {
    hold("c1", "first", "second", "third");

    assertTrue(get(ledger().release("first", "moka", NOON.plusSeconds(3))));
    assertFalse(get(ledger().release("first", "moka", NOON)));
    assertFalse(get(ledger().release("nobody", "moka", NOON)));

    assertEquals(State.DEAD_LETTERED, status("first", "moka").state());
    assertEquals(NOON.plusSeconds(3), status("second", "moka").nextAttemptAt());
    assertEquals(List.of("second"), claim("moka", 9, NOON.plusSeconds(3)));
    replay("first", null, null);
    get(ledger().settle(succeeded("second", "moka", NOON)));
    succeedsNext("third");
    succeedsNext("first");
  }

  @Test
  default void ofTwoDeadLettersInOneOrderKeyTheOneThatHoldsIsWaitedFor() throws Exception {
    hold("c1", "first", "second", "third");
    get(ledger().release("first", "moka", NOON));
    assertEquals(List.of("second"), claim("moka", 9, NOON));
    get(ledger().settle(holding("second", "moka", NOON)));

    replay("first", null, null);
    assertEquals(List.of(), claim("moka", 9, NOON));
    assertEquals(List.of("second"), ledger().holding("moka"));

    replay("second", null, null);
    succeedsNext("second");
    succeedsNext("third");
    succeedsNext("first");
  }

  @Test
  default void aCorrectionThatNamesAnotherCustomerFreesTheOneAndJoinsTheOther() throws Exception {
    hold("c1", "wrong", "c1-next");
    get(ledger().enter(moka("c2-first", "c2")));

    replay("wrong", "{}", "c2");

    assertEquals(List.of("c1-next", "c2-first"), claim("moka", 9, NOON));
    get(ledger().settle(succeeded("c1-next", "moka", NOON)));
    get(ledger().settle(holding("c2-first", "moka", NOON)));
    assertEquals(List.of(), claim("moka", 9, NOON));
    replay("c2-first", null, null);
    succeedsNext("c2-first");
    succeedsNext("wrong");
  }

  @Test
  default void aCorrectionIntoAnOrderKeyThatIsHeldWaitsThereAndHoldsItNoLonger() throws Exception {
    hold("c2", "holder", "waiter");
    hold("c1", "wrong");

    replay("wrong", "{}", "c2");
    assertEquals(List.of(), claim("moka", 9, NOON));
    assertEquals(List.of("holder"), ledger().holding("moka"));

    get(ledger().release("holder", "moka", NOON));
    succeedsNext("waiter");
    succeedsNext("wrong");
  }

  @Test
  default void aCorrectionThatNamesNoCustomerIsFree() throws Exception {
    hold("c1", "wrong", "next");

    replay("wrong", "{}", null);

    assertEquals(List.of("next", "wrong"), claim("moka", 9, NOON).stream().sorted().toList());
  }

  @Test
  default void theSameWishForAReplayIsCarriedOutOnceWhereItHoldsToo() throws Exception {
    hold("c1", "first", "second");
    get(ledger().replay(wish("first", "moka", null, "inbox:token#1"), NOON));
    claim("moka", 9, NOON);
    get(ledger().settle(holding("first", "moka", NOON)));

    assertEquals(
        Optional.of(State.DEAD_LETTERED),
        get(ledger().replay(wish("first", "moka", null, "inbox:token#1"), NOON)));
    assertEquals(State.DEAD_LETTERED, status("first", "moka").state());
    assertEquals(List.of("first"), ledger().holding("moka"));
  }

  @Test
  default void whatHasNoOrderKeyHoldsNothing() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger().settle(holding("s1", "licrus", NOON)));

    assertEquals(List.of(), ledger().holding("licrus"));
  }

  @Test
  default void aDeadLetterThatHoldsNothingIsReplayedBehindTheOpenOnesStill() throws Exception {
    get(ledger().enter(moka("first", "c1")));
    get(ledger().enter(moka("second", "c1")));
    claim("moka", 9, NOON);
    get(ledger().settle(deadLettered("first", "moka", NOON)));
    replay("first", null, null);

    succeedsNext("second");
    succeedsNext("first");
  }

  @Test
  default void theRelaysOwnFailuresAreCountedUntilAReplay() throws Exception {
    get(ledger().enter(licrus("s1")));
    for (int failures = 0; failures < 2; failures++) {
      Delivery taken = get(ledger().claim("licrus", 1, NOON)).get(0);
      assertEquals(failures, taken.relayFailures());
      get(ledger().settle(Sample.relayFailed("s1", "licrus", NOON)));
      reopen("one");
    }
    assertEquals(2, get(ledger().claim("licrus", 1, NOON)).get(0).relayFailures());
    get(ledger().settle(deadLettered("s1", "licrus", NOON)));
    replay("s1", null, null);
    get(ledger().replay(wish("s1", "licrus", null, null), NOON));

    assertEquals(0, get(ledger().claim("licrus", 1, NOON)).get(0).relayFailures());
  }
}
