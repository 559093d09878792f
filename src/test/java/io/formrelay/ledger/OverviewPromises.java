package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.at;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.deadLettered;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.retrying;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.Sample.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.submission.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What can be asked and heard of the queue. */
interface OverviewPromises extends LedgerUnderTest {

  @Test
  default void theNextTimeADeliveryIsDueIsKnown() throws Exception {
    assertEquals(Optional.empty(), ledger().nextDue("moka"));
    get(ledger().enter(at(moka("a", "c1"), NOON.plusSeconds(5))));
    get(ledger().enter(at(moka("waits", "c1"), NOON)));

    assertEquals(Optional.of(NOON.plusSeconds(5)), ledger().nextDue("moka"));
    claim("moka", 1, NOON.plusSeconds(5));
    assertEquals(Optional.empty(), ledger().nextDue("moka"));
  }

  @Test
  default void openDeliveriesAreCountedByTargetAndState() throws Exception {
    assertEquals(Map.of(), ledger().open());
    for (String id : List.of("a", "b", "c", "d")) {
      get(ledger().enter(moka(id, null)));
    }
    get(ledger().enter(licrus("e")));
    claim("moka", 3, NOON);
    get(ledger().settle(retrying("a", "moka", NOON, NOON.plusSeconds(1))));
    get(ledger().settle(succeeded("b", "moka", NOON)));

    assertEquals(
        Map.of(
            "licrus", Map.of(State.PENDING, 1L, State.SENDING, 0L, State.RETRYING, 0L),
            "moka", Map.of(State.PENDING, 1L, State.SENDING, 1L, State.RETRYING, 1L)),
        ledger().open());
  }

  @Test
  default void theOldestOpenSubmissionIsKnown() throws Exception {
    get(ledger().enter(at(licrus("young"), NOON.plusSeconds(60))));
    get(ledger().enter(at(licrus("old"), NOON)));
    assertEquals(Optional.of(NOON), ledger().oldestOpen("licrus"));

    claim("licrus", 1, NOON);
    assertEquals(Optional.of(NOON), ledger().oldestOpen("licrus"));
    get(ledger().settle(succeeded("old", "licrus", NOON)));
    assertEquals(Optional.of(NOON.plusSeconds(60)), ledger().oldestOpen("licrus"));
    assertEquals(Optional.empty(), ledger().oldestOpen("moka"));
  }

  @Test
  default void listenersHearOfEachTargetThatHasWorkOnceItIsDurable() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    ledger()
        .onDue(
            target -> {
              throw new IllegalStateException("a listener that fails");
            });
    ledger().onDue(heard::add);

    get(ledger().enter(moka("a", "c1")));
    assertEquals("moka", heard.poll(1, TimeUnit.MINUTES));
    get(ledger().enter(moka("b", "c1")));
    assertEquals("moka", heard.poll(1, TimeUnit.MINUTES));
    claim("moka", 1, NOON);
    get(ledger().settle(retrying("a", "moka", NOON, NOON.plusSeconds(30))));
    assertEquals("moka", heard.poll(1, TimeUnit.MINUTES));
    claim("moka", 1, NOON.plusSeconds(30));
    get(ledger().settle(deadLettered("a", "moka", NOON)));
    assertEquals("moka", heard.poll(1, TimeUnit.MINUTES));
    get(ledger().replay(wish("a", "moka", null, null), NOON));
    assertEquals("moka", heard.poll(1, TimeUnit.MINUTES));
    get(ledger().enter(licrus("c")));
    assertEquals("licrus", heard.poll(1, TimeUnit.MINUTES));
    claim("licrus", 1, NOON);
    get(ledger().settle(succeeded("c", "licrus", NOON)));
    get(ledger().enter(moka("d", null)));
    assertEquals("moka", heard.poll(1, TimeUnit.MINUTES));
    assertTrue(heard.isEmpty());
  }

  @Test
  default void listenersHearOfAChangeBeforeWhoeverMadeItAndOfNothingThatChangedNothing()
      throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    ledger().onChange(new Failing());
    ledger().onChange(new Noting(heard));

    get(ledger().enter(licrus("a")));
    assertEquals(List.of("entered a"), List.copyOf(heard));
    get(ledger().enter(licrus("a")));
    claim("licrus", 1, NOON);
    get(ledger().settle(deadLettered("a", "licrus", NOON)));
    assertEquals(List.of("entered a", "settled a dead-lettered"), List.copyOf(heard));
    assertFalse(get(ledger().settle(deadLettered("a", "licrus", NOON))));
    get(ledger().replay(wish("a", "licrus", null, null), NOON));
    get(ledger().replay(wish("a", "licrus", null, null), NOON));
    get(ledger().replay(wish("unknown", "licrus", null, null), NOON));

    assertEquals(List.of("entered a", "settled a dead-lettered", "replayed a"), List.copyOf(heard));
  }

  /** Notes what it hears. */
  record Noting(BlockingQueue<String> heard) implements Ledger.ChangeListener {

    @Override
    public void entered(Submission submission) {
      heard.add("entered " + submission.id());
    }

    @Override
    public void settled(Settlement settlement) {
      heard.add("settled " + settlement.submissionId() + " " + settlement.state().text());
    }

    @Override
    public void replayed(Replay replay) {
      heard.add("replayed " + replay.submissionId());
    }
  }

  /** Fails at whatever it hears. */
  record Failing() implements Ledger.ChangeListener {

    @Override
    public void entered(Submission submission) {
      throw new IllegalStateException("a listener that fails");
    }

    @Override
    public void settled(Settlement settlement) {
      throw new IllegalStateException("a listener that fails");
    }

    @Override
    public void replayed(Replay replay) {
      throw new IllegalStateException("a listener that fails");
    }
  }
}
