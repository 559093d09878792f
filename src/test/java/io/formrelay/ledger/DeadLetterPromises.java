package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.at;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.LedgerUnderTest.ids;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.Sample.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.DeadLetter.Order;
import io.formrelay.ledger.DeadLetter.Place;
import io.formrelay.submission.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What operators ask of dead letters, and the words of theirs that the ledger keeps. */
interface DeadLetterPromises extends LedgerUnderTest {

  private void deadLetter(Submission submission, Instant end) throws Exception {
    String target = submission.destinations().get(0).target();
    get(ledger().enter(submission));
    claim(target, 1, NOON);
    get(ledger().settle(deadLettered(submission.id(), target, end)));
  }

  private List<String> list(DeadLetterFilter filter, Order order, Place after, int most) {
    return ledger().deadLetters(filter, order, after, most).stream()
        .map(DeadLetter::submissionId)
        .toList();
  }

  private static DeadLetterFilter filter(String target, String code, Instant from, Instant before) {
    return new DeadLetterFilter(target, code, from, before, List.of());
  }

  @Test
  default void deadLettersAreListedPageByPageInBothOrders() throws Exception {
    deadLetter(licrus("a"), NOON);
    deadLetter(licrus("b"), NOON.plusSeconds(2));
    deadLetter(moka("c", null), NOON.plusSeconds(1));
    deadLetter(licrus("d"), NOON.plusSeconds(2));
    get(ledger().enter(licrus("open")));
    get(ledger().enter(moka("well", null)));
    claim("moka", 1, NOON);
    get(ledger().settle(succeeded("well", "moka", NOON)));

    List<DeadLetter> newest =
        ledger().deadLetters(DeadLetterFilter.ALL, Order.NEWEST_FIRST, Place.LAST, 3);
    assertEquals(List.of("d", "b", "c"), newest.stream().map(DeadLetter::submissionId).toList());
    assertEquals(
        List.of("a"), list(DeadLetterFilter.ALL, Order.NEWEST_FIRST, newest.get(2).place(), 3));
    assertEquals(
        List.of("a", "c", "b", "d"),
        list(DeadLetterFilter.ALL, Order.OLDEST_FIRST, Place.FIRST, 9));
    DeadLetter letter = newest.get(2);
    assertEquals("moka", letter.target());
    assertEquals(NOON.plusSeconds(1), letter.completedAt());
    assertEquals("Code", letter.resultCode());
    assertEquals("said", letter.message());
    assertEquals("43090", letter.reference());
    assertEquals(1, letter.attempts());
    assertEquals("{\"CustomerFullName\":\"Ayşe c\"}", letter.body());
  }

  @Test
  default void aFilterNamesTargetCodeAndAge() throws Exception {
    deadLetter(licrus("a"), NOON);
    deadLetter(moka("b", null), NOON.plusSeconds(1));
    deadLetter(moka("c", null), NOON.plusSeconds(2));

    assertEquals(List.of("c", "b"), newest(filter("moka", null, null, null)));
    assertEquals(List.of(), newest(filter(null, "HasError", null, null)));
    assertEquals(List.of("c", "b", "a"), newest(filter(null, "Code", null, null)));
    assertEquals(
        List.of("b"), newest(filter(null, null, NOON.plusSeconds(1), NOON.plusSeconds(2))));
    assertEquals(
        List.of(), newest(new DeadLetterFilter(null, null, null, null, List.of("x", "Code"))));
    assertEquals(
        Map.of("licrus", Map.of("Code", 1L), "moka", Map.of("Code", 2L)),
        ledger().deadLetterCounts(DeadLetterFilter.ALL));
    assertEquals(
        Map.of("moka", Map.of("Code", 1L)),
        ledger().deadLetterCounts(filter(null, null, NOON.plusSeconds(2), null)));
  }

  private List<String> newest(DeadLetterFilter filter) {
    return list(filter, Order.NEWEST_FIRST, Place.LAST, 9);
  }

  @Test
  default void whatIsReplayedIsNoDeadLetterAnyMore() throws Exception {
    deadLetter(licrus("a"), NOON);
    get(ledger().replay(wish("a", "licrus", null, null), NOON.plusSeconds(1)));

    assertEquals(List.of(), newest(DeadLetterFilter.ALL));
    assertEquals(Map.of(), ledger().deadLetterCounts(DeadLetterFilter.ALL));
    assertEquals(State.PENDING, ledger().delivery("a", "licrus").orElseThrow().state());
    assertEquals(Optional.empty(), ledger().delivery("a", "moka"));
  }

  @Test
  default void aDroppedOneStaysADeadLetterWithItsReasonAndIsFiledAnew() throws Exception {
    deadLetter(licrus("a"), NOON);
    get(ledger().filed("a", "licrus", NOON));
    Instant later = NOON.plusSeconds(60);

    assertFalse(ledger().drop(new Drop("a", "licrus", NOON.plusMillis(1), "stale"), later));
    assertTrue(ledger().drop(new Drop("a", "licrus", NOON, "ölü müşteri (was Code)"), later));

    Delivery dropped = ledger().delivery("a", "licrus").orElseThrow();
    assertEquals(State.DEAD_LETTERED, dropped.state());
    assertEquals("Dropped", dropped.resultCode());
    assertEquals("ölü müşteri (was Code)", dropped.message());
    assertEquals(later, dropped.completedAt());
    assertEquals(List.of(new Attempt(NOON, 200, "Code", "said", 25)), dropped.history());
    assertEquals(List.of("a"), ids(ledger().unfiled(9)));
    get(ledger().filed("a", "licrus", NOON));
    assertEquals(List.of("a"), ids(ledger().unfiled(9)));
    get(ledger().filed("a", "licrus", later));
    assertEquals(List.of(), ids(ledger().unfiled(9)));
    assertEquals(
        Optional.of(State.DEAD_LETTERED),
        get(ledger().replay(wish("a", "licrus", null, null), later)));
  }

  @Test
  default void onlyADeadLetterCanBeDropped() throws Exception {
    get(ledger().enter(at(licrus("a"), NOON)));
    claim("licrus", 1, NOON);
    get(ledger().settle(succeeded("a", "licrus", NOON)));

    assertFalse(ledger().drop(new Drop("a", "licrus", NOON, "why"), NOON));
    assertEquals(State.SUCCEEDED, status("a", "licrus").state());
  }

  @Test
  default void anOperatorsPausesOutliveTheRelay() {
    ledger().notePause("moka", NOON);
    ledger().notePause("licrus", NOON.plusSeconds(1));
    ledger().notePause("licrus", NOON.plusSeconds(2));
    reopen("one");

    assertEquals(Map.of("licrus", NOON.plusSeconds(1), "moka", NOON), ledger().pauses());
    ledger().forgetPause("moka");
    ledger().forgetPause("moka");
    assertEquals(Map.of("licrus", NOON.plusSeconds(1)), ledger().pauses());
  }
}
