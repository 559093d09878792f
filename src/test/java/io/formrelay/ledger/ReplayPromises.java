package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.LedgerUnderTest.ids;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.submission;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.Sample.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import io.formrelay.submission.Submission.Destination;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How dead letters go out again and receipts are noted. */
interface ReplayPromises extends LedgerUnderTest {

  @Test
  default void aReplayedDeliveryGoesOutAgainWithItsHistoryAndItsRetriesWhole() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger().settle(deadLettered("s1", "licrus", NOON)));

    assertEquals(
        Optional.of(State.DEAD_LETTERED),
        get(ledger().replay(wish("s1", "licrus", null, null), NOON.plusSeconds(9))));

    assertEquals(
        new DeliveryStatus(State.PENDING, 1, NOON.plusSeconds(9), "Code", "said", "43090"),
        status("s1", "licrus"));
    assertEquals(List.of(), ledger().unfiled(9));
    Delivery again = get(ledger().claim("licrus", 1, NOON.plusSeconds(9))).get(0);
    assertEquals(List.of(new Attempt(NOON, 200, "Code", "said", 25)), again.history());
    assertEquals(0, again.retries());
    assertEquals("{\"CustomerFullName\":\"Ayşe s1\"}", again.body());
  }

  @Test
  default void aReplayWithCorrectedFieldsSendsThoseOfThatTargetAlone() throws Exception {
    get(
        ledger()
            .enter(
                submission(
                    "s1",
                    null,
                    "f",
                    new Destination("moka", null),
                    new Destination("licrus", null))));
    claim("moka", 1, NOON);
    get(ledger().settle(deadLettered("s1", "moka", NOON)));
    get(ledger().replay(wish("s1", "moka", "{\"Email\":\"doğru@örnek.tr\"}", null), NOON));

    Delivery corrected = get(ledger().claim("moka", 1, NOON)).get(0);
    Delivery other = get(ledger().claim("licrus", 1, NOON)).get(0);
    assertEquals("{\"Email\":\"doğru@örnek.tr\"}", corrected.body());
    assertEquals("{\"CustomerFullName\":\"Ayşe s1\"}", other.body());

    get(ledger().settle(deadLettered("s1", "moka", NOON)));
    get(ledger().replay(wish("s1", "moka", null, null), NOON));
    assertEquals(corrected.body(), get(ledger().claim("moka", 1, NOON)).get(0).body());
  }

  @Test
  default void theSameWishForAReplayIsCarriedOutOnce() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger().settle(deadLettered("s1", "licrus", NOON)));
    get(ledger().replay(wish("s1", "licrus", null, "inbox:token#1"), NOON));
    claim("licrus", 1, NOON);
    get(ledger().settle(deadLettered("s1", "licrus", NOON)));

    assertEquals(
        Optional.of(State.DEAD_LETTERED),
        get(ledger().replay(wish("s1", "licrus", null, "inbox:token#1"), NOON)));
    assertEquals(State.DEAD_LETTERED, status("s1", "licrus").state());

    get(ledger().replay(wish("s1", "licrus", null, "inbox:other#1"), NOON));
    assertEquals(State.PENDING, status("s1", "licrus").state());
  }

  @Test
  default void aWishThatEnteredAnUnknownSubmissionIsNotCarriedOutAgainAsAReplay() throws Exception {
    get(ledger().enter(submission("s1", "inbox:token#1", "f", new Destination("licrus", null))));
    claim("licrus", 1, NOON);
    get(ledger().settle(deadLettered("s1", "licrus", NOON)));

    assertEquals(
        Optional.of(State.DEAD_LETTERED),
        get(ledger().replay(wish("s1", "licrus", null, "inbox:token#1"), NOON)));
    assertEquals(State.DEAD_LETTERED, status("s1", "licrus").state());
  }

  @Test
  default void aReplayThatCorrectsTheCustomerWaitsBehindThatCustomersDeliveries() throws Exception {
    get(ledger().enter(submission("wrong", null, "f", new Destination("moka", "code A"))));
    claim("moka", 1, NOON);
    get(ledger().settle(deadLettered("wrong", "moka", NOON)));
    get(ledger().enter(submission("other", null, "g", new Destination("moka", "code B"))));

    get(ledger().replay(new Replay("wrong", "moka", "{}", "code B", null, null), NOON));
    get(ledger().enter(submission("next", null, "h", new Destination("moka", "code A"))));

    List<Delivery> due = get(ledger().claim("moka", 9, NOON));
    assertEquals(
        List.of("next", "other"), due.stream().map(Delivery::submissionId).sorted().toList());
    get(ledger().settle(succeeded("other", "moka", NOON)));
    assertEquals("wrong", get(ledger().claim("moka", 9, NOON)).get(0).submissionId());
  }

  @Test
  default void onlyADeadLetterCanBeReplayed() throws Exception {
    get(ledger().enter(licrus("s1")));

    assertEquals(
        Optional.of(State.PENDING), get(ledger().replay(wish("s1", "licrus", null, null), NOON)));
    assertEquals(Optional.empty(), get(ledger().replay(wish("s1", "moka", null, null), NOON)));
    assertEquals(
        Optional.empty(), get(ledger().replay(wish("nobody", "licrus", null, null), NOON)));
    claim("licrus", 1, NOON);
    assertEquals(
        Optional.of(State.SENDING), get(ledger().replay(wish("s1", "licrus", null, null), NOON)));
    get(ledger().settle(succeeded("s1", "licrus", NOON)));
    assertEquals(
        Optional.of(State.SUCCEEDED), get(ledger().replay(wish("s1", "licrus", null, null), NOON)));
    assertEquals(State.SUCCEEDED, status("s1", "licrus").state());
  }

  @Test
  default void changesOfOneSubmissionAreMadeInTheOrderTheyWereHandedIn() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);

    CompletableFuture<Optional<State>> early =
        ledger().replay(wish("s1", "licrus", null, null), NOON);
    CompletableFuture<Boolean> settled = ledger().settle(deadLettered("s1", "licrus", NOON));
    CompletableFuture<Boolean> filed = ledger().filed("s1", "licrus", NOON);
    CompletableFuture<Optional<State>> replayed =
        ledger().replay(wish("s1", "licrus", null, null), NOON);

    assertEquals(Optional.of(State.SENDING), get(early));
    assertTrue(get(settled));
    get(filed);
    assertEquals(Optional.of(State.DEAD_LETTERED), get(replayed));
    assertEquals(State.PENDING, status("s1", "licrus").state());
  }

  @Test
  default void whatHasEndedIsUnfiledUntilItsReceiptIsNoted() throws Exception {
    get(ledger().enter(licrus("a")));
    get(ledger().enter(licrus("b")));
    claim("licrus", 9, NOON);
    get(ledger().settle(deadLettered("b", "licrus", NOON.plusSeconds(1))));
    get(ledger().settle(succeeded("a", "licrus", NOON.plusSeconds(2))));

    assertEquals(List.of("b", "a"), ids(ledger().unfiled(9)));
    assertEquals(List.of("b"), ids(ledger().unfiled(1)));
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
        ledger().unfiled(1).get(0));
    get(ledger().filed("b", "licrus", NOON.plusSeconds(1)));
    assertEquals(List.of("a"), ids(ledger().unfiled(9)));
  }

  @Test
  default void theReceiptOfAnEndBeforeAReplayDoesNotCountForTheEndAfterIt() throws Exception {
    get(ledger().enter(licrus("s1")));
    claim("licrus", 1, NOON);
    get(ledger().settle(deadLettered("s1", "licrus", NOON)));
    get(ledger().replay(wish("s1", "licrus", null, null), NOON));
    get(ledger().filed("s1", "licrus", NOON));
    claim("licrus", 1, NOON);
    get(ledger().settle(succeeded("s1", "licrus", NOON.plusSeconds(1))));

    get(ledger().filed("s1", "licrus", NOON));

    assertEquals(List.of("s1"), ids(ledger().unfiled(9)));
  }
}
