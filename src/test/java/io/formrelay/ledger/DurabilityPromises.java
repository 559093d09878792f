package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.all;
import static io.formrelay.ledger.LedgerUnderTest.failure;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.LedgerUnderTest.ids;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.handedBack;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.moka;
import static io.formrelay.ledger.Sample.retrying;
import static io.formrelay.ledger.Sample.submission;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.Sample.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What outlives a restart, and what happens when a ledger is full or closed. */
interface DurabilityPromises extends LedgerUnderTest {

  @Test
  default void aLedgerRemembersWhatItWasFirstUsedFor() throws Exception {
    assertEquals("sandbox", ledger().use("sandbox"));
    reopen("one");
    assertEquals("sandbox", ledger().use("live"));
  }

  @Test
  default void whatWasBeingSentWhenTheRelayStoppedIsInterrupted() throws Exception {
    get(ledger().enter(licrus("a")));
    get(ledger().enter(licrus("b")));
    claim("licrus", 1, NOON.plusSeconds(3));
    assertEquals(List.of(), ledger().interrupted("licrus"));
    reopen("one");

    Delivery interrupted = ledger().interrupted("licrus").get(0);
    claim("licrus", 1, NOON);

    assertEquals("a", interrupted.submissionId());
    assertEquals(State.SENDING, interrupted.state());
    assertEquals(NOON.plusSeconds(3), interrupted.claimedAt());
    assertEquals(List.of("a"), ids(ledger().interrupted("licrus")));
    assertTrue(get(ledger().settle(handedBack("a", "licrus", NOON))));
    assertEquals(List.of(), ledger().interrupted("licrus"));
  }

  @Test
  default void whatAnotherRelaySendsIsNoneOfThisOnesInterruptions() throws Exception {
    get(ledger().enter(licrus("a")));
    claim("licrus", 1, NOON);

    reopen("two");

    assertEquals(List.of(), ledger().interrupted("licrus"));
  }

  @Test
  default void everythingIsStillThereAfterReopening() throws Exception {
    get(ledger().enter(submission("s1", "k", "f", new Destination("moka", "c1"))));
    get(ledger().enter(moka("s2", "c1")));
    claim("moka", 1, NOON);
    get(ledger().settle(retrying("s1", "moka", NOON, NOON.plusSeconds(30))));
    SubmissionStatus before = ledger().find("s1").orElseThrow();

    reopen("one");

    assertEquals(before, ledger().find("s1").orElseThrow());
    assertEquals(
        new Entry("s1", Entry.Kind.REPEATED),
        get(ledger().enter(submission("s9", "k", "f", new Destination("moka", "c1")))));
    assertEquals(List.of("s1"), claim("moka", 9, NOON.plusSeconds(30)));
    get(ledger().settle(succeeded("s1", "moka", NOON.plusSeconds(31))));
    assertEquals(List.of("s2"), claim("moka", 9, NOON.plusSeconds(31)));
  }

  @Test
  default void anyTextSurvives() throws Exception {
    ObjectNode fields = new JsonMapper().createObjectNode();
    fields.put("Türkçe", "ığüşöçİĞÜŞÖÇ i̇stanbul");
    fields.put("emoji", "👩‍👩‍👧‍👦🇹🇷 \uD83D\uDE00");
    fields.put(
        "naughty", "Robert'); DROP TABLE deliveries;-- \u0000 \u202E \uFEFF \\ \" :id ? <a>");
    fields.put("half a pair", "\uD83D");
    String text = "çok \u0000 kötü \uDC00 'mesaj' 🙃 :x ? <b>";
    get(
        ledger()
            .enter(
                new Submission(
                    "s1",
                    "anahtar 'ı' \u0000",
                    "f",
                    "inbox/dosya ğ.json",
                    NOON,
                    List.of(new Destination("moka", "müşteri \u0000 'x'")),
                    fields)));

    Delivery delivery = get(ledger().claim("moka", 1, NOON)).get(0);
    assertEquals(fields, new JsonMapper().readTree(delivery.body()));
    assertEquals("inbox/dosya ğ.json", delivery.source());
    Attempt attempt = new Attempt(NOON.plusNanos(123_456_789), null, text, text, 7);
    get(
        ledger()
            .settle(
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
                    "ş",
                    null)));
    Delivery ended = ledger().unfiled(1).get(0);
    assertEquals(List.of(attempt), ended.history());
    assertEquals("çok \uFFFD kötü \uFFFD 'mesaj' 🙃 :x ? <b>", ended.message());
    assertEquals("ş", ended.reference());
    String corrected = "{\"a\":\"\uD83D ü\"}";
    get(ledger().replay(wish("s1", "moka", corrected, null), NOON));
    assertEquals(
        new JsonMapper().readTree(corrected),
        new JsonMapper().readTree(get(ledger().claim("moka", 1, NOON)).get(0).body()));
  }

  @Test
  default void closingCommitsWhatIsQueuedAndRefusesTheRest() throws Exception {
    List<CompletableFuture<Entry>> queued = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      queued.add(ledger().enter(licrus("s" + i)));
    }

    ledger().close();

    assertEquals(1000, all(queued).size());
    assertInstanceOf(LedgerException.class, failure(ledger().enter(licrus("late"))));
    assertThrows(LedgerException.class, () -> ledger().find("s1"));
    reopen("one");
    assertEquals(1000, claim("licrus", 2000, NOON).size());
  }

  @Test
  default void moreNewWorkThanCanWaitIsRefusedWhileWorkUnderWayStillEnds() throws Exception {
    get(ledger().enter(moka("under-way", null)));
    claim("moka", 1, NOON);
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    // One order key puts them all into one queue.
    for (int i = 0; i < 30_000; i++) {
      entries.add(ledger().enter(moka("s" + i, "c1")));
    }
    assertTrue(get(ledger().settle(succeeded("under-way", "moka", NOON))));

    int entered = 0;
    for (CompletableFuture<Entry> each : entries) {
      if (each.handle((entry, failure) -> failure == null).get()) {
        entered++;
      } else {
        assertEquals("too many changes wait", failure(each).getMessage());
      }
    }
    assertTrue(entered >= 4_096, "entered " + entered);
    assertEquals((long) entered, ledger().open().get("moka").get(State.PENDING));
  }
}
