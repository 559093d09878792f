package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.all;
import static io.formrelay.ledger.LedgerUnderTest.failure;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.submission;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import io.formrelay.submission.Submission.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** That a submission is entered once. */
interface EnteringPromises extends LedgerUnderTest {

  @Test
  default void aNewSubmissionStandsThereWithOnePendingDeliveryPerDestination() throws Exception {
    Entry entry =
        get(
            ledger()
                .enter(
                    submission(
                        "s1",
                        null,
                        "f",
                        new Destination("moka", "c1"),
                        new Destination("licrus", null))));

    assertEquals(new Entry("s1", Entry.Kind.ENTERED), entry);
    SubmissionStatus status = ledger().find("s1").orElseThrow();
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
  default void anUnknownSubmissionIsNotFound() {
    assertEquals(Optional.empty(), ledger().find("nobody"));
    assertEquals(Optional.empty(), ledger().find("no\u0000body"));
    assertEquals(Optional.empty(), ledger().find("' OR 1=1 --"));
  }

  @Test
  default void theSameKeyWithTheSameContentIsARepeat() throws Exception {
    get(ledger().enter(submission("s1", "k", "f", new Destination("licrus", null))));

    Entry again = get(ledger().enter(submission("s2", "k", "f", new Destination("licrus", null))));

    assertEquals(new Entry("s1", Entry.Kind.REPEATED), again);
    assertEquals(Optional.empty(), ledger().find("s2"));
    assertEquals(1, claim("licrus", 10, NOON).size());
  }

  @Test
  default void theSameIdWithTheSameContentIsARepeat() throws Exception {
    get(ledger().enter(submission("s1", null, "f", new Destination("licrus", null))));

    Entry again = get(ledger().enter(submission("s1", "k", "f", new Destination("licrus", null))));

    assertEquals(new Entry("s1", Entry.Kind.REPEATED), again);
  }

  @Test
  default void theSameKeyOrIdWithOtherContentIsAConflict() throws Exception {
    get(ledger().enter(submission("s1", "k", "f", new Destination("licrus", null))));

    Entry byKey = get(ledger().enter(submission("s2", "k", "g", new Destination("moka", null))));
    Entry byId = get(ledger().enter(submission("s1", "m", "g", new Destination("moka", null))));

    assertEquals(new Entry("s1", Entry.Kind.CONFLICT), byKey);
    assertEquals(new Entry("s1", Entry.Kind.CONFLICT), byId);
    assertEquals(Optional.empty(), ledger().find("s2"));
    assertEquals(Set.of("licrus"), ledger().find("s1").orElseThrow().deliveries().keySet());
  }

  @Test
  default void submissionsWithoutKeysAreNeverRepeatsOfEachOther() throws Exception {
    get(ledger().enter(submission("s1", null, "f", new Destination("licrus", null))));

    Entry other = get(ledger().enter(submission("s2", null, "f", new Destination("licrus", null))));

    assertEquals(new Entry("s2", Entry.Kind.ENTERED), other);
  }

  @Test
  default void anIdAndAKeyThatStandInTwoSubmissionsConflictWithTheOneThatDiffers()
      throws Exception {
    get(ledger().enter(submission("s1", "k1", "f", new Destination("licrus", null))));
    get(ledger().enter(submission("s2", "k2", "g", new Destination("licrus", null))));

    Entry both = get(ledger().enter(submission("s1", "k2", "f", new Destination("licrus", null))));

    assertEquals(new Entry("s2", Entry.Kind.CONFLICT), both);
  }

  @Test
  default void ofManyEqualSubmissionsAtOnceExactlyOneIsEntered() throws Exception {
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      entries.add(ledger().enter(submission("s" + i, "k", "f", new Destination("licrus", null))));
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
  default void aChangeTheDatabaseRefusesHarmsNoneOfItsNeighbours() throws Exception {
    List<CompletableFuture<Entry>> good = new ArrayList<>();
    List<CompletableFuture<Entry>> bad = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      good.add(ledger().enter(licrus("good" + i)));
      bad.add(
          ledger()
              .enter(
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
    assertEquals(Optional.empty(), ledger().find("bad7"));
    assertEquals(100, claim("licrus", 500, NOON).size());
  }

  @Test
  default void whatAFailureSaysHoldsNothingOfTheForm() {
    Throwable failure =
        failure(
            ledger()
                .enter(
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
}
