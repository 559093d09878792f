package io.formrelay.ledger;

import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A change that waits for its transaction. What it writes is turned into text beforehand. */
sealed interface Change {

  /** Changes that share a lane are made in the order they were handed in. */
  default String lane() {
    return subject();
  }

  /** The submission whose deliveries it names; null where it names none. */
  String subject();

  /**
   * Whether it begins something, which a damaged ledger must not; an end is written if it can be.
   */
  default boolean beginsWork() {
    return !(this instanceof Settle || this instanceof File);
  }

  /** When its kind has its turn within a round. */
  int turn();

  /** Joins the others of its kind. */
  void join(Round round);

  /** Completes once it is durable. */
  CompletableFuture<?> done();

  /** A submission to be entered. */
  record Enter(
      Submission submission,
      String key,
      String fingerprint,
      String body,
      SealedFields sealed,
      CompletableFuture<Entry> done)
      implements Change {

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

    @Override
    public int turn() {
      return 0;
    }

    @Override
    public void join(Round round) {
      round.enters().add(this);
    }
  }

  /** An attempt that has ended. */
  record Settle(Settlement settlement, String id, String history, CompletableFuture<Boolean> done)
      implements Change {

    Settle(Settlement settlement) {
      this(
          settlement,
          LedgerText.plain(settlement.submissionId()),
          LedgerText.json(settlement.history()),
          new CompletableFuture<>());
    }

    @Override
    public String subject() {
      return id;
    }

    @Override
    public int turn() {
      return 1;
    }

    @Override
    public void join(Round round) {
      round.settles().add(this);
    }
  }

  /** A dead-lettered delivery to be delivered again. */
  record Replay(
      String id,
      String target,
      String body,
      String orderKey,
      String key,
      Instant now,
      CompletableFuture<Optional<State>> done)
      implements Change {

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

    @Override
    public String subject() {
      return id;
    }

    @Override
    public int turn() {
      return 2;
    }

    @Override
    public void join(Round round) {
      round.replays().add(this);
    }
  }

  /** A dead letter that shall hold its order key no longer. */
  record ReleaseOrder(String id, String target, Instant now, CompletableFuture<Boolean> done)
      implements Change {

    ReleaseOrder(String id, String target, Instant now) {
      this(LedgerText.plain(id), LedgerText.plain(target), now, new CompletableFuture<>());
    }

    @Override
    public String subject() {
      return id;
    }

    @Override
    public int turn() {
      return 3;
    }

    @Override
    public void join(Round round) {
      round.releases().add(this);
    }
  }

  /** A receipt that is on disk. */
  record File(String id, String target, Instant completedAt, CompletableFuture<Boolean> done)
      implements Change {

    File(String id, String target, Instant completedAt) {
      this(LedgerText.plain(id), LedgerText.plain(target), completedAt, new CompletableFuture<>());
    }

    @Override
    public String subject() {
      return id;
    }

    @Override
    public int turn() {
      return 4;
    }

    @Override
    public void join(Round round) {
      round.files().add(this);
    }
  }

  /** A wish to be rid of times that a wrong clock has set. */
  record BringBack(String target, Instant now, Instant latest, CompletableFuture<Integer> done)
      implements Change {

    BringBack(String target, Instant now, Instant latest) {
      this(target, now, latest, new CompletableFuture<>());
    }

    @Override
    public String lane() {
      return target;
    }

    @Override
    public String subject() {
      return null;
    }

    @Override
    public int turn() {
      return 5;
    }

    @Override
    public void join(Round round) {
      round.bringBacks().add(this);
    }
  }

  /** A wish for work. */
  record Claim(String target, int most, Instant now, CompletableFuture<List<Delivery>> done)
      implements Change {

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

    @Override
    public String subject() {
      return null;
    }

    @Override
    public int turn() {
      return 6;
    }

    @Override
    public void join(Round round) {
      round.claims().add(this);
    }
  }
}
