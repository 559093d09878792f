package io.formrelay.ledger;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import io.formrelay.submission.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A ledger that is held to its promises. */
interface LedgerUnderTest {

  Ledger ledger();

  /** A database of this test's own, the same each time it is asked for within one test. */
  LedgerSettings settings(String relayId);

  /** Closes the ledger, and opens it as the relay of that name. */
  void reopen(String relayId);

  default List<String> claim(String target, int most, Instant now) throws Exception {
    return ids(get(ledger().claim(target, most, now)));
  }

  default DeliveryStatus status(String id, String target) {
    return ledger().find(id).orElseThrow().deliveries().get(target);
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(3, TimeUnit.MINUTES);
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

  static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::submissionId).toList();
  }

  static Submission at(Submission submission, Instant receivedAt) {
    return new Submission(
        submission.id(),
        submission.key(),
        submission.fingerprint(),
        submission.source(),
        receivedAt,
        submission.destinations(),
        submission.fields());
  }
}
