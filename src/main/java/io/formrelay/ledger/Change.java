package io.formrelay.ledger;

import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A change that waits for its transaction. What it writes is turned into text beforehand.
 *
 * @param <T> what it comes to
 */
sealed interface Change<T> {

  /** Changes that share a lane are made in the order they were handed in. */
  default String lane() {
    return subject();
  }

  /** The submission whose deliveries it names; null where it names none. */
  default String subject() {
    return null;
  }

  /**
   * Whether it begins something, which a damaged ledger must not; an end is written if it can be.
   */
  default boolean beginsWork() {
    return !(this instanceof Settle || this instanceof File);
  }

  /** Completes once it is durable. */
  CompletableFuture<T> done();

  /** A submission to be entered. */
  record Enter(
      Submission submission,
      String key,
      String fingerprint,
      String body,
      SealedFields sealed,
      CompletableFuture<Entry> done)
      implements Change<Entry> {

    Enter(Submission submission, SealedFields sealed) {
      this(
          submission,
          LedgerText.plain(submission.key()),
          sealed.fingerprint(submission.fields(), submission.fingerprint()),
          LedgerText.json(sealed.seal(submission.id(), submission.fields())),
          sealed,
          new CompletableFuture<>());
    }

    /** Whether the fingerprint that the ledger keeps is that of the same content. */
    boolean isRepeatOf(String kept) {
      return sealed.isFingerprint(kept, submission.fingerprint());
    }

    @Override
    public String lane() {
      return submission.destinations().stream()
          .map(Destination::orderKey)
          .filter(each -> each != null)
          .findFirst()
          .orElse(submission.id());
    }

    @Override
    public String subject() {
      return submission.id();
    }
  }

  /** An attempt that has ended. */
  record Settle(
      Settlement settlement, String subject, String history, CompletableFuture<Boolean> done)
      implements Change<Boolean> {

    Settle(Settlement settlement) {
      this(
          settlement,
          LedgerText.plain(settlement.submissionId()),
          LedgerText.json(settlement.history()),
          new CompletableFuture<>());
    }
  }

  /** A dead-lettered delivery to be delivered again. */
  record Replay(
      String subject,
      String target,
      String body,
      String orderKey,
      String key,
      Instant now,
      CompletableFuture<Optional<State>> done)
      implements Change<Optional<State>> {

    Replay(io.formrelay.ledger.Replay wish, Instant now, SealedFields sealed) {
      this(
          LedgerText.plain(wish.submissionId()),
          LedgerText.plain(wish.target()),
          LedgerText.json(sealed.sealText(wish.submissionId(), wish.body())),
          LedgerText.plain(wish.orderKey()),
          LedgerText.plain(wish.key()),
          now,
          new CompletableFuture<>());
    }
  }

  /** A dead letter that shall hold its order key no longer. */
  record ReleaseOrder(String subject, String target, Instant now, CompletableFuture<Boolean> done)
      implements Change<Boolean> {

    ReleaseOrder(String id, String target, Instant now) {
      this(LedgerText.plain(id), LedgerText.plain(target), now, new CompletableFuture<>());
    }
  }

  /** A receipt that is on disk. */
  record File(String subject, String target, Instant completedAt, CompletableFuture<Boolean> done)
      implements Change<Boolean> {

    File(String id, String target, Instant completedAt) {
      this(LedgerText.plain(id), LedgerText.plain(target), completedAt, new CompletableFuture<>());
    }
  }

  /** A wish to be rid of times that a wrong clock has set. */
  record BringBack(String target, Instant now, Instant latest, CompletableFuture<Integer> done)
      implements Change<Integer> {

    BringBack(String target, Instant now, Instant latest) {
      this(target, now, latest, new CompletableFuture<>());
    }

    @Override
    public String lane() {
      return target;
    }
  }

  /** A wish for work. */
  record Claim(String target, int most, Instant now, CompletableFuture<List<Delivery>> done)
      implements Change<List<Delivery>> {

    public Claim {
      if (most < 1) {
        throw new IllegalArgumentException("a claim of " + most + " deliveries");
      }
    }

    Claim(String target, int most, Instant now) {
      this(target, most, now, new CompletableFuture<>());
    }

    @Override
    public String lane() {
      return target;
    }
  }
}
