package io.formrelay.ledger;

import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.handedBack;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.retrying;
import static io.formrelay.ledger.Sample.submission;
import static io.formrelay.ledger.Sample.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every ledger promises, whatever database it is kept in. */
@Timeout(60)
abstract class LedgerConformance {

  private Ledger ledger;

  /** A database of this test's own, the same each time it is asked for within one test. */
  abstract LedgerSettings settings(String relayId) throws Exception;

  @BeforeEach
  void open() throws Exception {
    ledger = Ledgers.open(settings("one"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aNewSubmissionStandsThereWithOnePendingDeliveryPerDestination() throws Exception {
    Entry entry =
        get(
            ledger.enter(
                submission(
                    "s1",
                    null,
                    "f",
                    new Destination("moka", "c1"),
                    new Destination("licrus", null))));

    assertEquals(new Entry("s1", Entry.Kind.ENTERED), entry);
    SubmissionStatus status = ledger.find("s1").orElseThrow();
    assertEquals(
        new SubmissionStatus(
            "s1",
            NOON,
            "http",
            Map.of(
                "licrus", new DeliveryStatus(State.PENDING, 0, NOON, null, null, null),
                "moka", new DeliveryStatus(State.PENDING, 0, NOON, null, null, null))),
        status);
    assertEquals(List.of("licrus", "moka"), List.copyOf(status.deliveries().keySet()));
    assertEquals(State.PENDING, status.state());
  }

  @Test
  void anUnknownSubmissionIsNotFound() {
    assertEquals(Optional.empty(), ledger.find("nobody"));
    assertEquals(Optional.empty(), ledger.find("no\u0000body"));
    assertEquals(Optional.empty(), ledger.find("' OR 1=1 --"));
  }

  @Test
  void theSameKeyWithTheSameContentIsARepeat() throws Exception {
    get(ledger.enter(submission("s1", "k", "f", new Destination("licrus", null))));

    Entry again = get(ledger.enter(submission("s2", "k", "f", new Destination("licrus", null))));

    assertEquals(new Entry("s1", Entry.Kind.REPEATED), again);
    assertEquals(Optional.empty(), ledger.find("s2"));
    assertEquals(1, claim("licrus", 10, NOON).size());
  }

  @Test
  void theSameIdWithTheSameContentIsARepeat() throws Exception {
    get(ledger.enter(submission("s1", null, "f", new Destination("licrus", null))));

    Entry again = get(ledger.enter(submission("s1", "k", "f", new Destination("licrus", null))));

    assertEquals(new Entry("s1", Entry.Kind.REPEATED), again);
  }

  @Test
  void theSameKeyOrIdWithOtherContentIsAConflict() throws Exception {
    get(ledger.enter(submission("s1", "k", "f", new Destination("licrus", null))));

    Entry byKey = get(ledger.enter(submission("s2", "k", "g", new Destination("moka", null))));
    Entry byId = get(ledger.enter(submission("s1", "m", "g", new Destination("moka", null))));

    assertEquals(new Entry("s1", Entry.Kind.CONFLICT), byKey);
    assertEquals(new Entry("s1", Entry.Kind.CONFLICT), byId);
    assertEquals(Optional.empty(), ledger.find("s2"));
    assertEquals(Set.of("licrus"), ledger.find("s1").orElseThrow().deliveries().keySet());
  }

  @Test
  void submissionsWithoutKeysAreNeverRepeatsOfEachOther() throws Exception {
    get(ledger.enter(submission("s1", null, "f", new Destination("licrus", null))));

    Entry other = get(ledger.enter(submission("s2", null, "f", new Destination("licrus", null))));

    assertEquals(new Entry("s2", Entry.Kind.ENTERED), other);
  }

  @Test
  void anIdAndAKeyThatStandInTwoSubmissionsConflictWithTheOneThatDiffers() throws Exception {
    get(ledger.enter(submission("s1", "k1", "f", new Destination("licrus", null))));
    get(ledger.enter(submission("s2", "k2", "g", new Destination("licrus", null))));

    Entry both = get(ledger.enter(submission("s1", "k2", "f", new Destination("licrus", null))));

    assertEquals(new Entry("s2", Entry.Kind.CONFLICT), both);
  }

  @Test
  void ofManyEqualSubmissionsAtOnceExactlyOneIsEntered() throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      entries.add(ledger.enter(submission("s" + i, "k", "f", new Destination("licrus", null))));
    }

    List<Entry> results = all(entries);

    List<Entry> entered =
        results.stream().filter(each -> each.kind() == Entry.Kind.ENTERED).toList();
    assertEquals(1, entered.size());
    assertEquals(
        199,
        results.stream()
            .filter(new Entry(entered.get(0).id(), Entry.Kind.REPEATED)::equals)
            .count());
    assertEquals(1, claim("licrus", 500, NOON).size());
  }

  @Test
  void aChangeTheDatabaseRefusesHarmsNoneOfItsNeighbours() throws Exception {
    List<CompletableFuture<Entry>> good = new ArrayList<>();
    List<CompletableFuture<Entry>> bad = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      good.add(ledger.enter(licrus("good" + i)));
      bad.add(
          ledger.enter(
              submission(
                  "bad" + i,
                  null,
                  "f",
                  new Destination("licrus", null),
                  new Destination("licrus", null))));
    }

    assertEquals(100, all(good).size());
    for (CompletableFuture<Entry> each : bad) {
      assertInstanceOf(LedgerException.class, failure(each));
    }
    assertEquals(Optional.empty(), ledger.find("bad7"));
    assertEquals(100, claim("licrus", 500, NOON).size());
  }

  @Test
  void whatAFailureSaysHoldsNothingOfTheForm() {
    Throwable failure =
        failure(
            ledger.enter(
                submission(
                    "bad",
                    null,
                    "f",
                    new Destination("licrus", null),
                    new Destination("licrus", null))));

    for (Throwable each = failure; each != null; each = each.getCause()) {
      assertFalse(each.toString().contains("Ayşe"), each::toString);
    }
  }

  @Test
  void aClaimHandsOutWhatIsDueOldestFirst() throws Exception {
    get(ledger.enter(at(licrus("third"), NOON.plusSeconds(3))));
    get(ledger.enter(at(licrus("first"), NOON)));
    get(ledger.enter(at(licrus("second"), NOON.plusSeconds(2))));
    get(ledger.enter(at(licrus("later"), NOON.plusSeconds(60))));

    assertEquals(List.of("first", "second", "third"), claim("licrus", 9, NOON.plusSeconds(59)));
    assertEquals(List.of(), claim("licrus", 9, NOON.plusSeconds(59)));
    assertEquals(List.of("later"), claim("licrus", 9, NOON.plusSeconds(60)));
  }

  @Test
  void aClaimTakesNoMoreThanItAskedForAndNothingOfAnotherTarget() throws Exception {
    get(ledger.enter(licrus("a")));
    get(ledger.enter(licrus("b")));
    get(ledger.enter(licrus("c")));
    get(ledger.enter(moka("m", null)));

    assertEquals(List.of("a", "b"), claim("licrus", 2, NOON));
    assertEquals(List.of("c"), claim("licrus", 2, NOON));
    assertEquals(List.of("m"), claim("moka", 2, NOON));
  }

  @Test
  void aClaimedDeliveryCarriesAllThatIsNeededToSendIt() throws Exception {
    get(ledger.enter(licrus("s1")));

    Delivery delivery = get(ledger.claim("licrus", 1, NOON.plusSeconds(5))).get(0);

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
  void twoThreadsNeverGetTheSameDelivery() throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      entries.add(ledger.enter(licrus("s" + i)));
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
  void twoRelaysNeverGetTheSameDelivery() throws Exception {
    for (int i = 0; i < 50; i++) {
      get(ledger.enter(licrus("s" + i)));
    }
    try (Ledger other = Ledgers.open(settings("two"))) {
      CompletableFuture<List<Delivery>> here = ledger.claim("licrus", 50, NOON);
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
  void aSettledDeliveryHasEndedWithItsOutcome() throws Exception {
    get(ledger.enter(licrus("s1")));
    claim("licrus", 1, NOON);

    assertTrue(get(ledger.settle(succeeded("s1", "licrus", NOON.plusSeconds(1)))));

    assertEquals(
        new DeliveryStatus(State.SUCCEEDED, 1, null, "Code", "said", "43090"),
        status("s1", "licrus"));
    assertEquals(State.SUCCEEDED, ledger.find("s1").orElseThrow().state());
    assertEquals(List.of(), claim("licrus", 1, NOON.plusSeconds(9999)));
  }

  @Test
  void onlyWhatIsBeingSentCanBeSettledAndOnlyOnce() throws Exception {
    get(ledger.enter(licrus("s1")));
    assertFalse(get(ledger.settle(succeeded("s1", "licrus", NOON))));
    assertFalse(get(ledger.settle(succeeded("nobody", "licrus", NOON))));
    claim("licrus", 1, NOON);

    CompletableFuture<Boolean> first = ledger.settle(succeeded("s1", "licrus", NOON));
    CompletableFuture<Boolean> second = ledger.settle(deadLettered("s1", "licrus", NOON));

    assertTrue(get(first));
    assertFalse(get(second));
    assertEquals(State.SUCCEEDED, status("s1", "licrus").state());
  }

  @Test
  void aRetryComesBackWhenItsTimeHasComeWithItsHistory() throws Exception {
    get(ledger.enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger.settle(retrying("s1", "licrus", NOON, NOON.plusSeconds(30))));

    assertEquals(
        new DeliveryStatus(State.RETRYING, 1, NOON.plusSeconds(30), "HTTP 503", "busy", null),
        status("s1", "licrus"));
    assertEquals(Optional.of(NOON.plusSeconds(30)), ledger.nextDue("licrus"));
    assertEquals(List.of(), claim("licrus", 1, NOON.plusSeconds(29)));
    Delivery again = get(ledger.claim("licrus", 1, NOON.plusSeconds(30))).get(0);
    assertEquals(1, again.retries());
    assertEquals(List.of(new Attempt(NOON, 503, "HTTP 503", "busy", 40)), again.history());
    assertEquals(2, status("s1", "licrus").attempts());
  }

  @Test
  void whatIsHandedBackIsPendingAgainAndWasNotAttempted() throws Exception {
    get(ledger.enter(licrus("s1")));
    claim("licrus", 1, NOON);

    assertTrue(get(ledger.settle(handedBack("s1", "licrus", NOON.plusSeconds(7)))));

    assertEquals(
        new DeliveryStatus(State.PENDING, 0, NOON.plusSeconds(7), null, null, null),
        status("s1", "licrus"));
    assertEquals(List.of("s1"), claim("licrus", 1, NOON.plusSeconds(7)));
  }

  @Test
  void aDeliveryWaitsForAnEarlierOneOfItsOrderKey() throws Exception {
    get(ledger.enter(moka("first", "c1")));
    get(ledger.enter(moka("second", "c1")));
    get(ledger.enter(moka("other", "c2")));

    assertNull(status("second", "moka").nextAttemptAt());
    assertEquals(List.of("first", "other"), claim("moka", 9, NOON));
    assertEquals(List.of(), claim("moka", 9, NOON));
    get(ledger.settle(succeeded("first", "moka", NOON.plusSeconds(1))));
    assertEquals(NOON.plusSeconds(1), status("second", "moka").nextAttemptAt());
    assertEquals(List.of("second"), claim("moka", 9, NOON.plusSeconds(1)));
  }

  @Test
  void aDeadLetterLetsTheNextOfItsOrderKeyGo() throws Exception {
    get(ledger.enter(moka("first", "c1")));
    get(ledger.enter(moka("second", "c1")));
    claim("moka", 1, NOON);

    get(ledger.settle(deadLettered("first", "moka", NOON)));

    assertEquals(List.of("second"), claim("moka", 9, NOON));
  }

  @Test
  void aRetryOrAHandBackStillHoldsUpTheNextOfItsOrderKey() throws Exception {
    get(ledger.enter(moka("first", "c1")));
    get(ledger.enter(moka("second", "c1")));
    claim("moka", 1, NOON);
    get(ledger.settle(retrying("first", "moka", NOON, NOON.plusSeconds(30))));
    assertEquals(List.of(), claim("moka", 9, NOON.plusSeconds(29)));

    assertEquals(List.of("first"), claim("moka", 9, NOON.plusSeconds(30)));
    get(ledger.settle(handedBack("first", "moka", NOON.plusSeconds(31))));

    assertEquals(List.of("first"), claim("moka", 9, NOON.plusSeconds(31)));
  }

  @Test
  void theSameOrderKeyAtAnotherTargetHoldsUpNothing() throws Exception {
    get(
        ledger.enter(
            submission(
                "s1", null, "f", new Destination("moka", "c"), new Destination("licrus", "c"))));

    assertEquals(List.of("s1"), claim("moka", 9, NOON));
    assertEquals(List.of("s1"), claim("licrus", 9, NOON));
  }

  @Test
  void submissionsHandedInOneAfterTheOtherKeepTheirPlace() throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      entries.add(ledger.enter(moka("s" + i, "c1")));
    }
    all(entries);

    for (int i = 0; i < 300; i++) {
      assertEquals(List.of("s" + i), claim("moka", 9, NOON));
      assertTrue(get(ledger.settle(succeeded("s" + i, "moka", NOON))));
    }
  }

  @Test
  void ofAnOrderKeyNeverMoreThanOneIsBeingSentWhileManyThreadsEnterClaimAndSettle()
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<Integer>> work = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      int thread = t;
      work.add(threads.submit(() -> enterMany("t" + thread + "-", 200, 5)));
    }
    Set<String> sending = Collections.synchronizedSet(new HashSet<>());
    for (int t = 0; t < 3; t++) {
      work.add(threads.submit(() -> deliverMany(200, sending)));
    }
    int delivered = 0;
    for (Future<Integer> each : work) {
      delivered += each.get();
    }
    threads.shutdown();

    assertEquals(600, delivered);
    assertEquals(List.of(), claim("moka", 9, NOON));
    assertEquals(Map.of(), ledger.open());
  }

  @Test
  void aReplayedDeliveryGoesOutAgainWithItsHistoryAndItsRetriesWhole() throws Exception {
    get(ledger.enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger.settle(deadLettered("s1", "licrus", NOON)));

    assertEquals(
        Optional.of(State.DEAD_LETTERED),
        get(ledger.replay("s1", "licrus", null, null, NOON.plusSeconds(9))));

    assertEquals(
        new DeliveryStatus(State.PENDING, 1, NOON.plusSeconds(9), "Code", "said", "43090"),
        status("s1", "licrus"));
    assertEquals(List.of(), ledger.unfiled(9));
    Delivery again = get(ledger.claim("licrus", 1, NOON.plusSeconds(9))).get(0);
    assertEquals(List.of(new Attempt(NOON, 200, "Code", "said", 25)), again.history());
    assertEquals(0, again.retries());
    assertEquals("{\"CustomerFullName\":\"Ayşe s1\"}", again.body());
  }

  @Test
  void aReplayWithCorrectedFieldsSendsThoseOfThatTargetAlone() throws Exception {
    get(
        ledger.enter(
            submission(
                "s1", null, "f", new Destination("moka", null), new Destination("licrus", null))));
    claim("moka", 1, NOON);
    get(ledger.settle(deadLettered("s1", "moka", NOON)));
    get(ledger.replay("s1", "moka", "{\"Email\":\"doğru@örnek.tr\"}", null, NOON));

    Delivery corrected = get(ledger.claim("moka", 1, NOON)).get(0);
    Delivery other = get(ledger.claim("licrus", 1, NOON)).get(0);
    assertEquals("{\"Email\":\"doğru@örnek.tr\"}", corrected.body());
    assertEquals("{\"CustomerFullName\":\"Ayşe s1\"}", other.body());

    get(ledger.settle(deadLettered("s1", "moka", NOON)));
    get(ledger.replay("s1", "moka", null, null, NOON));
    assertEquals(corrected.body(), get(ledger.claim("moka", 1, NOON)).get(0).body());
  }

  @Test
  void theSameWishForAReplayIsCarriedOutOnce() throws Exception {
    get(ledger.enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger.settle(deadLettered("s1", "licrus", NOON)));
    get(ledger.replay("s1", "licrus", null, "inbox:token#1", NOON));
    claim("licrus", 1, NOON);
    get(ledger.settle(deadLettered("s1", "licrus", NOON)));

    assertEquals(
        Optional.of(State.DEAD_LETTERED),
        get(ledger.replay("s1", "licrus", null, "inbox:token#1", NOON)));
    assertEquals(State.DEAD_LETTERED, status("s1", "licrus").state());

    get(ledger.replay("s1", "licrus", null, "inbox:other#1", NOON));
    assertEquals(State.PENDING, status("s1", "licrus").state());
  }

  @Test
  void onlyADeadLetterCanBeReplayed() throws Exception {
    get(ledger.enter(licrus("s1")));

    assertEquals(Optional.of(State.PENDING), get(ledger.replay("s1", "licrus", null, null, NOON)));
    assertEquals(Optional.empty(), get(ledger.replay("s1", "moka", null, null, NOON)));
    assertEquals(Optional.empty(), get(ledger.replay("nobody", "licrus", null, null, NOON)));
    claim("licrus", 1, NOON);
    assertEquals(Optional.of(State.SENDING), get(ledger.replay("s1", "licrus", null, null, NOON)));
    get(ledger.settle(succeeded("s1", "licrus", NOON)));
    assertEquals(
        Optional.of(State.SUCCEEDED), get(ledger.replay("s1", "licrus", null, null, NOON)));
    assertEquals(State.SUCCEEDED, status("s1", "licrus").state());
  }

  @Test
  void aReplayGoesBehindTheOpenDeliveriesOfItsOrderKey() throws Exception {
    get(ledger.enter(moka("first", "c1")));
    get(ledger.enter(moka("second", "c1")));
    claim("moka", 1, NOON);
    get(ledger.settle(deadLettered("first", "moka", NOON)));

    get(ledger.replay("first", "moka", null, null, NOON));
    get(ledger.enter(moka("third", "c1")));

    assertNull(status("first", "moka").nextAttemptAt());
    for (String expected : List.of("second", "first", "third")) {
      assertEquals(List.of(expected), claim("moka", 9, NOON));
      get(ledger.settle(succeeded(expected, "moka", NOON)));
    }
  }

  @Test
  void changesOfOneSubmissionAreMadeInTheOrderTheyWereHandedIn() throws Exception {
    get(ledger.enter(licrus("s1")));
    claim("licrus", 1, NOON);

    CompletableFuture<Optional<State>> early = ledger.replay("s1", "licrus", null, null, NOON);
    CompletableFuture<Boolean> settled = ledger.settle(deadLettered("s1", "licrus", NOON));
    CompletableFuture<Void> filed = ledger.filed("s1", "licrus", NOON);
    CompletableFuture<Optional<State>> replayed = ledger.replay("s1", "licrus", null, null, NOON);

    assertEquals(Optional.of(State.SENDING), get(early));
    assertTrue(get(settled));
    get(filed);
    assertEquals(Optional.of(State.DEAD_LETTERED), get(replayed));
    assertEquals(State.PENDING, status("s1", "licrus").state());
  }

  @Test
  void whatHasEndedIsUnfiledUntilItsReceiptIsNoted() throws Exception {
    get(ledger.enter(licrus("a")));
    get(ledger.enter(licrus("b")));
    claim("licrus", 9, NOON);
    get(ledger.settle(deadLettered("b", "licrus", NOON.plusSeconds(1))));
    get(ledger.settle(succeeded("a", "licrus", NOON.plusSeconds(2))));

    assertEquals(List.of("b", "a"), ids(ledger.unfiled(9)));
    assertEquals(List.of("b"), ids(ledger.unfiled(1)));
    assertEquals(
        new Delivery(
            "b",
            "licrus",
            "http",
            NOON,
            "{\"CustomerFullName\":\"Ayşe b\"}",
            State.DEAD_LETTERED,
            0,
            List.of(new Attempt(NOON.plusSeconds(1), 200, "Code", "said", 25)),
            null,
            NOON.plusSeconds(1),
            "Code",
            "said",
            "43090"),
        ledger.unfiled(1).get(0));
    get(ledger.filed("b", "licrus", NOON.plusSeconds(1)));
    assertEquals(List.of("a"), ids(ledger.unfiled(9)));
  }

  @Test
  void theReceiptOfAnEndBeforeAReplayDoesNotCountForTheEndAfterIt() throws Exception {
    get(ledger.enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger.settle(deadLettered("s1", "licrus", NOON)));
    get(ledger.replay("s1", "licrus", null, null, NOON));
    get(ledger.filed("s1", "licrus", NOON));
    claim("licrus", 1, NOON);
    get(ledger.settle(succeeded("s1", "licrus", NOON.plusSeconds(1))));

    get(ledger.filed("s1", "licrus", NOON));

    assertEquals(List.of("s1"), ids(ledger.unfiled(9)));
  }

  @Test
  void theNextTimeADeliveryIsDueIsKnown() throws Exception {
    assertEquals(Optional.empty(), ledger.nextDue("moka"));
    get(ledger.enter(at(moka("a", "c1"), NOON.plusSeconds(5))));
    get(ledger.enter(at(moka("waits", "c1"), NOON)));

    assertEquals(Optional.of(NOON.plusSeconds(5)), ledger.nextDue("moka"));
    claim("moka", 1, NOON.plusSeconds(5));
    assertEquals(Optional.empty(), ledger.nextDue("moka"));
  }

  @Test
  void openDeliveriesAreCountedByTargetAndState() throws Exception {
    assertEquals(Map.of(), ledger.open());
    for (String id : List.of("a", "b", "c", "d")) {
      get(ledger.enter(moka(id, null)));
    }
    get(ledger.enter(licrus("e")));
    claim("moka", 3, NOON);
    get(ledger.settle(retrying("a", "moka", NOON, NOON.plusSeconds(1))));
    get(ledger.settle(succeeded("b", "moka", NOON)));

    assertEquals(
        Map.of(
            "licrus", Map.of(State.PENDING, 1L, State.SENDING, 0L, State.RETRYING, 0L),
            "moka", Map.of(State.PENDING, 1L, State.SENDING, 1L, State.RETRYING, 1L)),
        ledger.open());
  }

  @Test
  void theOldestOpenSubmissionIsKnown() throws Exception {
    get(ledger.enter(at(licrus("young"), NOON.plusSeconds(60))));
    get(ledger.enter(at(licrus("old"), NOON)));
    assertEquals(Optional.of(NOON), ledger.oldestOpen("licrus"));

    claim("licrus", 1, NOON);
    assertEquals(Optional.of(NOON), ledger.oldestOpen("licrus"));
    get(ledger.settle(succeeded("old", "licrus", NOON)));
    assertEquals(Optional.of(NOON.plusSeconds(60)), ledger.oldestOpen("licrus"));
    assertEquals(Optional.empty(), ledger.oldestOpen("moka"));
  }

  @Test
  void whatWasBeingSentWhenTheRelayStoppedIsInterrupted() throws Exception {
    get(ledger.enter(licrus("a")));
    get(ledger.enter(licrus("b")));
    claim("licrus", 1, NOON.plusSeconds(3));
    assertEquals(List.of(), ledger.interrupted("licrus"));
    reopen("one");

    Delivery interrupted = ledger.interrupted("licrus").get(0);
    claim("licrus", 1, NOON);

    assertEquals("a", interrupted.submissionId());
    assertEquals(State.SENDING, interrupted.state());
    assertEquals(NOON.plusSeconds(3), interrupted.claimedAt());
    assertEquals(List.of("a"), ids(ledger.interrupted("licrus")));
    assertTrue(get(ledger.settle(handedBack("a", "licrus", NOON))));
    assertEquals(List.of(), ledger.interrupted("licrus"));
  }

  @Test
  void whatAnotherRelaySendsIsNoneOfThisOnesInterruptions() throws Exception {
    get(ledger.enter(licrus("a")));
    claim("licrus", 1, NOON);

    reopen("two");

    assertEquals(List.of(), ledger.interrupted("licrus"));
  }

  @Test
  void everythingIsStillThereAfterReopening() throws Exception {
    get(ledger.enter(submission("s1", "k", "f", new Destination("moka", "c1"))));
    get(ledger.enter(moka("s2", "c1")));
    claim("moka", 1, NOON);
    get(ledger.settle(retrying("s1", "moka", NOON, NOON.plusSeconds(30))));
    SubmissionStatus before = ledger.find("s1").orElseThrow();

    reopen("one");

    assertEquals(before, ledger.find("s1").orElseThrow());
    assertEquals(
        new Entry("s1", Entry.Kind.REPEATED),
        get(ledger.enter(submission("s9", "k", "f", new Destination("moka", "c1")))));
    assertEquals(List.of("s1"), claim("moka", 9, NOON.plusSeconds(30)));
    get(ledger.settle(succeeded("s1", "moka", NOON.plusSeconds(31))));
    assertEquals(List.of("s2"), claim("moka", 9, NOON.plusSeconds(31)));
  }

  @Test
  void anyTextSurvives() throws Exception {
    ObjectNode fields = new JsonMapper().createObjectNode();
    fields.put("Türkçe", "ığüşöçİĞÜŞÖÇ i̇stanbul");
    fields.put("emoji", "👩‍👩‍👧‍👦🇹🇷 \uD83D\uDE00");
    fields.put(
        "naughty", "Robert'); DROP TABLE deliveries;-- \u0000 \u202E \uFEFF \\ \" :id ? <a>");
    fields.put("half a pair", "\uD83D");
    String text = "çok \u0000 kötü \uDC00 'mesaj' 🙃 :x ? <b>";
    get(
        ledger.enter(
            new Submission(
                "s1",
                "anahtar 'ı' \u0000",
                "f",
                "inbox/dosya ğ.json",
                NOON,
                List.of(new Destination("moka", "müşteri \u0000 'x'")),
                fields)));

    Delivery delivery = get(ledger.claim("moka", 1, NOON)).get(0);
    assertEquals(fields, new JsonMapper().readTree(delivery.body()));
    assertEquals("inbox/dosya ğ.json", delivery.source());
    Attempt attempt = new Attempt(NOON.plusNanos(123_456_789), null, text, text, 7);
    get(
        ledger.settle(
            new Settlement(
                "s1",
                "moka",
                State.DEAD_LETTERED,
                NOON,
                null,
                0,
                List.of(attempt),
                "K",
                text,
                "ş")));
    Delivery ended = ledger.unfiled(1).get(0);
    assertEquals(List.of(attempt), ended.history());
    assertEquals("çok \uFFFD kötü \uFFFD 'mesaj' 🙃 :x ? <b>", ended.message());
    assertEquals("ş", ended.reference());
    String corrected = "{\"a\":\"\uD83D ü\"}";
    get(ledger.replay("s1", "moka", corrected, null, NOON));
    assertEquals(
        new JsonMapper().readTree(corrected),
        new JsonMapper().readTree(get(ledger.claim("moka", 1, NOON)).get(0).body()));
  }

  @Test
  void listenersHearOfEachTargetThatHasWorkOnceItIsDurable() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    ledger.onDue(
        target -> {
          throw new IllegalStateException("a listener that fails");
        });
    ledger.onDue(heard::add);

    get(ledger.enter(moka("a", "c1")));
    assertEquals("moka", heard.poll(10, TimeUnit.SECONDS));
    get(ledger.enter(moka("b", "c1")));
    assertEquals("moka", heard.poll(10, TimeUnit.SECONDS));
    claim("moka", 1, NOON);
    get(ledger.settle(retrying("a", "moka", NOON, NOON.plusSeconds(30))));
    assertEquals("moka", heard.poll(10, TimeUnit.SECONDS));
    claim("moka", 1, NOON.plusSeconds(30));
    get(ledger.settle(deadLettered("a", "moka", NOON)));
    assertEquals("moka", heard.poll(10, TimeUnit.SECONDS));
    get(ledger.replay("a", "moka", null, null, NOON));
    assertEquals("moka", heard.poll(10, TimeUnit.SECONDS));
    get(ledger.enter(licrus("c")));
    assertEquals("licrus", heard.poll(10, TimeUnit.SECONDS));
    claim("licrus", 1, NOON);
    get(ledger.settle(succeeded("c", "licrus", NOON)));
    get(ledger.enter(moka("d", null)));
    assertEquals("moka", heard.poll(10, TimeUnit.SECONDS));
    assertTrue(heard.isEmpty());
  }

  @Test
  void closingCommitsWhatIsQueuedAndRefusesTheRest() throws Exception {
    List<CompletableFuture<Entry>> queued = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      queued.add(ledger.enter(licrus("s" + i)));
    }

    ledger.close();

    assertEquals(1000, all(queued).size());
    assertInstanceOf(LedgerException.class, failure(ledger.enter(licrus("late"))));
    assertThrows(LedgerException.class, () -> ledger.find("s1"));
    ledger = Ledgers.open(settings("one"));
    assertEquals(1000, claim("licrus", 2000, NOON).size());
  }

  @Test
  void moreNewWorkThanCanWaitIsRefusedWhileWorkUnderWayStillEnds() throws Exception {
    get(ledger.enter(moka("under-way", null)));
    claim("moka", 1, NOON);
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    // One order key puts them all into one queue.
    for (int i = 0; i < 30_000; i++) {
      entries.add(ledger.enter(moka("s" + i, "c1")));
    }
    assertTrue(get(ledger.settle(succeeded("under-way", "moka", NOON))));

    int entered = 0;
    for (CompletableFuture<Entry> each : entries) {
      if (each.handle((entry, failure) -> failure == null).get()) {
        entered++;
      } else {
        assertEquals("too many changes wait", failure(each).getMessage());
      }
    }
    assertTrue(entered >= 4_096, "entered " + entered);
    assertEquals((long) entered, ledger.open().get("moka").get(State.PENDING));
  }

  /** The ledger under test. */
  Ledger ledger() {
    return ledger;
  }

  void reopen(String relayId) throws Exception {
    ledger.close();
    ledger = Ledgers.open(settings(relayId));
  }

  List<String> claim(String target, int most, Instant now) throws Exception {
    return ids(get(ledger.claim(target, most, now)));
  }

  DeliveryStatus status(String id, String target) {
    return ledger.find(id).orElseThrow().deliveries().get(target);
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  static <T> List<T> all(List<CompletableFuture<T>> futures) throws Exception {
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> each : futures) {
      results.add(get(each));
    }
    return results;
  }

  static Throwable failure(CompletableFuture<?> future) {
    return assertThrows(ExecutionException.class, () -> get(future)).getCause();
  }

  private static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::submissionId).toList();
  }

  private static Submission at(Submission submission, Instant receivedAt) {
    return new Submission(
        submission.id(),
        submission.key(),
        submission.fingerprint(),
        submission.source(),
        receivedAt,
        submission.destinations(),
        submission.fields());
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

  private int enterMany(String prefix, int count, int customers) throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(ledger.enter(moka(prefix + i, "c" + i % customers)));
    }
    all(entries);
    return 0;
  }

  private int deliverMany(int count, Set<String> sending) throws Exception {
    int delivered = 0;
    while (delivered < count) {
      for (Delivery each : get(ledger.claim("moka", count - delivered, NOON))) {
        String id = each.submissionId();
        String customer = "c" + Integer.parseInt(id.substring(id.indexOf('-') + 1)) % 5;
        assertTrue(sending.add(customer), "two of " + customer + " at once");
        sending.remove(customer);
        assertTrue(get(ledger.settle(succeeded(id, "moka", NOON))));
        delivered++;
      }
    }
    return delivered;
  }
}
