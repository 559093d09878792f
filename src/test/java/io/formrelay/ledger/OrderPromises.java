package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.all;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.handedBack;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.retrying;
import static io.formrelay.ledger.Sample.submission;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.Sample.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.submission.Submission.Destination;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** That deliveries of one order key never overtake each other. */
interface OrderPromises extends LedgerUnderTest {

  @Test
  default void aDeliveryWaitsForAnEarlierOneOfItsOrderKey() throws Exception {
    get(ledger().enter(moka("first", "c1")));
    get(ledger().enter(moka("second", "c1")));
    get(ledger().enter(moka("other", "c2")));

    assertNull(status("second", "moka").nextAttemptAt());
    assertEquals(List.of("first", "other"), claim("moka", 9, NOON));
    assertEquals(List.of(), claim("moka", 9, NOON));
    get(ledger().settle(succeeded("first", "moka", NOON.plusSeconds(1))));
    assertEquals(NOON.plusSeconds(1), status("second", "moka").nextAttemptAt());
    assertEquals(List.of("second"), claim("moka", 9, NOON.plusSeconds(1)));
  }

  @Test
  default void aDeadLetterLetsTheNextOfItsOrderKeyGo() throws Exception {
    get(ledger().enter(moka("first", "c1")));
    get(ledger().enter(moka("second", "c1")));
    claim("moka", 1, NOON);

    get(ledger().settle(deadLettered("first", "moka", NOON)));

    assertEquals(List.of("second"), claim("moka", 9, NOON));
  }

  @Test
  default void aRetryOrAHandBackStillHoldsUpTheNextOfItsOrderKey() throws Exception {
    get(ledger().enter(moka("first", "c1")));
    get(ledger().enter(moka("second", "c1")));
    claim("moka", 1, NOON);
    get(ledger().settle(retrying("first", "moka", NOON, NOON.plusSeconds(30))));
    assertEquals(List.of(), claim("moka", 9, NOON.plusSeconds(29)));

    assertEquals(List.of("first"), claim("moka", 9, NOON.plusSeconds(30)));
    get(ledger().settle(handedBack("first", "moka", NOON.plusSeconds(31))));

    assertEquals(List.of("first"), claim("moka", 9, NOON.plusSeconds(31)));
  }

  @Test
  default void theSameOrderKeyAtAnotherTargetHoldsUpNothing() throws Exception {
    get(
        ledger()
            .enter(
                submission(
                    "s1",
                    null,
                    "f",
                    new Destination("moka", "c"),
                    new Destination("licrus", "c"))));

    assertEquals(List.of("s1"), claim("moka", 9, NOON));
    assertEquals(List.of("s1"), claim("licrus", 9, NOON));
  }

  @Test
  default void submissionsHandedInOneAfterTheOtherKeepTheirPlace() throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      entries.add(ledger().enter(moka("s" + i, "c1")));
    }
    all(entries);

    for (int i = 0; i < 300; i++) {
      assertEquals(List.of("s" + i), claim("moka", 9, NOON));
      assertTrue(get(ledger().settle(succeeded("s" + i, "moka", NOON))));
    }
  }

  @Test
  default void ofAnOrderKeyNeverMoreThanOneIsBeingSentWhileManyThreadsEnterClaimAndSettle()
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
    assertEquals(Map.of(), ledger().open());
  }

  @Test
  default void aReplayGoesBehindTheOpenDeliveriesOfItsOrderKey() throws Exception {
    get(ledger().enter(moka("first", "c1")));
    get(ledger().enter(moka("second", "c1")));
    claim("moka", 1, NOON);
    get(ledger().settle(deadLettered("first", "moka", NOON)));

    get(ledger().replay(wish("first", "moka", null, null), NOON));
    get(ledger().enter(moka("third", "c1")));

    assertNull(status("first", "moka").nextAttemptAt());
    for (String expected : List.of("second", "first", "third")) {
      assertEquals(List.of(expected), claim("moka", 9, NOON));
      get(ledger().settle(succeeded(expected, "moka", NOON)));
    }
  }

  private int enterMany(String prefix, int count, int customers) throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(ledger().enter(moka(prefix + i, "c" + i % customers)));
    }
    all(entries);
    return 0;
  }

  private int deliverMany(int count, Set<String> sending) throws Exception {
    int delivered = 0;
    while (delivered < count) {
      for (Delivery each : get(ledger().claim("moka", count - delivered, NOON))) {
        String id = each.submissionId();
        String customer = "c" + Integer.parseInt(id.substring(id.indexOf('-') + 1)) % 5;
        assertTrue(sending.add(customer), "two of " + customer + " at once");
        sending.remove(customer);
        assertTrue(get(ledger().settle(succeeded(id, "moka", NOON))));
        delivered++;
      }
    }
    return delivered;
  }
}
