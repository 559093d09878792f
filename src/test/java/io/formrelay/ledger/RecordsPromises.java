package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.holding;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.submission;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.Sample.wish;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.LedgerRecords.Bookmark;
import io.formrelay.ledger.LedgerRecords.Page;
import io.formrelay.submission.Submission.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What expires, is purged and is erased. */
interface RecordsPromises extends LedgerUnderTest {

  Instant LATER = NOON.plusSeconds(3600);

  /** All that ended before an hour past noon has expired. */
  Expiry EXPIRY = new Expiry(LATER, LATER);

  private void end(Settlement settlement, boolean filed) throws Exception {
    claim(settlement.target(), 9, NOON);
    assertTrue(get(ledger().settle(settlement)));
    if (filed) {
      get(ledger().filed(settlement.submissionId(), settlement.target(), settlement.at()));
    }
  }

  private List<String> expired(State state, Expiry expiry) {
    return ledger().records().expired(state, expiry, Bookmark.START, 100).ended().stream()
        .map(each -> each.submissionId() + " " + each.target())
        .toList();
  }

  @Test
  default void whatEndedAndIsFiledExpiresAndNothingElse() throws Exception {
    get(ledger().enter(moka("open", null)));
    end(succeededAfter("filed", NOON), true);
    end(succeededAfter("unfiled", NOON), false);
    end(succeededAfter("late", LATER), true);
    get(ledger().enter(licrus("dead")));
    end(deadLettered("dead", "licrus", NOON), true);

    assertEquals(List.of("filed licrus"), expired(State.SUCCEEDED, EXPIRY));
    assertEquals(List.of("dead licrus"), expired(State.DEAD_LETTERED, EXPIRY));
    Expiry never = new Expiry(Instant.EPOCH, Instant.EPOCH);
    assertEquals(List.of(), expired(State.SUCCEEDED, never));
    assertEquals(List.of(), expired(State.DEAD_LETTERED, never));
  }

  private Settlement succeededAfter(String id, Instant at) throws Exception {
    get(ledger().enter(licrus(id)));
    return succeeded(id, "licrus", at);
  }

  @Test
  default void aSubmissionExpiresWhenTheLastOfItsDeliveriesHas() throws Exception {
    get(
        ledger()
            .enter(
                submission(
                    "both",
                    null,
                    "f",
                    new Destination("licrus", null),
                    new Destination("moka", "c"))));
    end(succeeded("both", "licrus", NOON), true);
    assertEquals(List.of(), expired(State.SUCCEEDED, EXPIRY));
    end(deadLettered("both", "moka", NOON), true);
    assertEquals(
        List.of(), expired(State.SUCCEEDED, new Expiry(LATER, NOON)), "dead letters are kept");

    assertEquals(List.of("both licrus", "both moka"), expired(State.SUCCEEDED, EXPIRY));
    assertEquals(1, ledger().records().purge(Set.of("both"), EXPIRY));
    assertEquals(Optional.empty(), ledger().find("both"));
    assertEquals(0, ledger().records().purge(Set.of("both"), EXPIRY), "harmless twice");
  }

  @Test
  default void aLookAtWhatExpiredGoesOnWhereItStopped() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      end(succeededAfter("s" + i, NOON.plusSeconds(i / 2)), true);
      all.add("s" + i);
    }
    List<String> seen = new ArrayList<>();
    Optional<Bookmark> from = Optional.of(Bookmark.START);
    while (from.isPresent()) {
      Page page = ledger().records().expired(State.SUCCEEDED, EXPIRY, from.get(), 2);
      page.ended().forEach(each -> seen.add(each.submissionId()));
      from = page.next();
    }
    assertEquals(all, seen);
  }

  @Test
  default void whatIsDeliveredAgainMeanwhileIsNotPurged() throws Exception {
    get(ledger().enter(licrus("s1")));
    end(deadLettered("s1", "licrus", NOON), true);
    assertEquals(List.of("s1 licrus"), expired(State.DEAD_LETTERED, EXPIRY));
    get(ledger().replay(wish("s1", "licrus", null, null), NOON));

    assertEquals(0, ledger().records().purge(Set.of("s1"), EXPIRY));
    assertEquals(State.PENDING, status("s1", "licrus").state());
  }

  @Test
  default void aDeadLetterThatOthersWaitBehindIsKeptUntilTheyNeedNotWaitAnyMore() throws Exception {
    get(ledger().enter(moka("first", "c1")));
    get(ledger().enter(moka("second", "c1")));
    end(holding("first", "moka", NOON), true);
    assertEquals(List.of(), expired(State.DEAD_LETTERED, EXPIRY));
    assertEquals(0, ledger().records().purge(Set.of("first"), EXPIRY));
    assertEquals(List.of("first"), ledger().holding("moka"));

    assertTrue(get(ledger().release("first", "moka", NOON)));

    assertEquals(List.of("first moka"), expired(State.DEAD_LETTERED, EXPIRY));
    assertEquals(1, ledger().records().purge(Set.of("first"), EXPIRY));
    assertEquals(List.of("second"), claim("moka", 9, NOON));
  }

  @Test
  default void aPurgedKeyIsNewWorkAgain() throws Exception {
    get(ledger().enter(submission("a", "k", "f", new Destination("licrus", null))));
    end(succeeded("a", "licrus", NOON), true);
    ledger().records().purge(Set.of("a"), EXPIRY);

    assertEquals(
        new Entry("b", Entry.Kind.ENTERED),
        get(ledger().enter(submission("b", "k", "f", new Destination("licrus", null)))));
  }

  @Test
  default void everySubmissionIsReadOnceForEachTargetWithItsCorrection() throws Exception {
    get(
        ledger()
            .enter(
                submission(
                    "b",
                    null,
                    "f",
                    new Destination("licrus", null),
                    new Destination("moka", "c"))));
    get(ledger().enter(licrus("a")));
    end(deadLettered("a", "licrus", NOON), true);
    get(ledger().replay(wish("a", "licrus", "{\"CustomerFullName\":\"Ali\"}", null), NOON));

    List<LedgerRecords.Body> first = ledger().records().bodies("", "", 2);
    assertEquals(
        List.of(
            new LedgerRecords.Body(
                "a",
                "licrus",
                "{\"CustomerFullName\":\"Ayşe a\"}",
                "{\"CustomerFullName\":\"Ali\"}"),
            new LedgerRecords.Body("b", "licrus", "{\"CustomerFullName\":\"Ayşe b\"}", null)),
        first);
    assertEquals(
        List.of(new LedgerRecords.Body("b", "moka", "{\"CustomerFullName\":\"Ayşe b\"}", null)),
        ledger().records().bodies("b", "licrus", 2));
    assertEquals(List.of(), ledger().records().bodies("b", "moka", 2));
  }

  @Test
  default void itIsKnownWhetherAnythingIsSealed() throws Exception {
    get(ledger().enter(licrus("s1")));
    end(deadLettered("s1", "licrus", NOON), true);
    assertFalse(ledger().records().holdSealed());

    get(ledger().replay(wish("s1", "licrus", "{\"Password\":{\"sealed\":\"k.x\"}}", null), NOON));

    assertTrue(ledger().records().holdSealed());
  }

  @Test
  default void whatIsErasedIsGoneAndWhatWaitedBehindItIsDue() throws Exception {
    get(ledger().enter(moka("first", "c1")));
    get(ledger().enter(moka("second", "c1")));
    get(ledger().enter(moka("third", "c1")));

    List<Ended> erased = ledger().records().erase("first", NOON);

    assertEquals(List.of(new Ended("first", "moka", State.PENDING, null)), erased);
    assertEquals(Optional.empty(), ledger().find("first"));
    assertEquals(List.of("second"), claim("moka", 9, NOON));
    ledger().records().erase("third", NOON);
    get(ledger().settle(succeeded("second", "moka", NOON)));
    assertEquals(List.of(), claim("moka", 9, NOON));
    assertEquals(List.of(), ledger().records().erase("first", NOON), "harmless twice");
    await().until(ledger().records()::forget);
  }

  @Test
  default void whatIsBeingSentIsNotErased() throws Exception {
    get(
        ledger()
            .enter(
                submission(
                    "s1",
                    null,
                    "f",
                    new Destination("licrus", null),
                    new Destination("moka", "c"))));
    claim("moka", 1, NOON);

    List<Ended> left = ledger().records().erase("s1", NOON);

    assertEquals(
        List.of(
            new Ended("s1", "licrus", State.PENDING, null),
            new Ended("s1", "moka", State.SENDING, null)),
        left);
    assertEquals(State.PENDING, status("s1", "licrus").state());
    assertEquals(State.SENDING, status("s1", "moka").state());
  }

  @Test
  default void whoFilesAReceiptLearnsThatItsDeliveryWasErased() throws Exception {
    get(ledger().enter(licrus("s1")));
    end(succeeded("s1", "licrus", NOON), false);
    assertTrue(get(ledger().filed("s1", "licrus", NOON)));
    assertTrue(get(ledger().filed("s1", "licrus", NOON)), "known, though filed before");

    ledger().records().erase("s1", NOON);

    assertFalse(get(ledger().filed("s1", "licrus", NOON)));
  }
}
