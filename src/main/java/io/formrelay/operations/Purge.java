package io.formrelay.operations;

import io.formrelay.ledger.Ended;
import io.formrelay.ledger.Expiry;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.LedgerRecords;
import io.formrelay.ledger.LedgerRecords.Bookmark;
import io.formrelay.ledger.State;
import io.formrelay.receipt.Receipts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has been kept as long as the settings say: ended submissions with their receipts and
 * with them their keys, and what the doors refused. Never what is open.
 *
 * <p>Receipts go before their rows: what a crash keeps from the end is found again by its row, and
 * a row whose receipt was noted as filed never makes a new one.
 */
public final class Purge implements Processor {

  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

  /** Submissions in one transaction: the deliveries wait for it. */
  private static final int TOGETHER = 200;

  private final Settings settings;
  private final LedgerRecords records;
  private final Receipts receipts;
  private final OldFiles files;
  private final BeforeRestore aside;
  private final Clock clock;

  /** Purges by these settings. */
  Purge(Settings settings, LedgerRecords records, Receipts receipts, OldFiles files, Clock clock) {
    this.settings = settings;
    this.records = records;
    this.receipts = receipts;
    this.files = files;
    this.aside = new BeforeRestore(settings);
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    run(exchange.getContext()::isStopping);
  }

  private void run(BooleanSupplier stopping) {
    Duration success = settings.keeping().success();
    Duration deadLetter = settings.keeping().deadLetter();
    if (success.isZero() && deadLetter.isZero()) {
      return;
    }
    try {
      Expiry expiry = expiry(success, deadLetter);
      int submissions = 0;
      for (State state : List.of(State.SUCCEEDED, State.DEAD_LETTERED)) {
        submissions += submissions(state, expiry, stopping);
      }
      int refused = files.refused(settings.data(), before(deadLetter), stopping);
      refused += files.whole(aside.folders(before(deadLetter)));
      files.emptyDays(settings.data().resolve("success"), expiry.success());
      // Also where nothing went this time: the last purge may have had to leave it.
      if (!records.forget()) {
        LOG.info(
            "What was purged stands in the ledger's log until the next purge: it is being read");
      }
      LOG.info(
          "Purged {} submissions and {} refused files; kept are {} days of successes, {} of dead"
              + " letters (0: all)",
          submissions,
          refused,
          success.toDays(),
          deadLetter.toDays());
    } catch (IOException | LedgerException e) {
      LOG.warn("Could not purge everything, the next purge goes on: {}", e.toString());
    }
  }

  private int submissions(State state, Expiry expiry, BooleanSupplier stopping) throws IOException {
    int purged = 0;
    Optional<Bookmark> from = Optional.of(Bookmark.START);
    while (from.isPresent() && !stopping.getAsBoolean()) {
      LedgerRecords.Page page = records.expired(state, expiry, from.get(), TOGETHER);
      Set<String> ids = page.ended().stream().map(Ended::submissionId).collect(Collectors.toSet());
      if (!ids.isEmpty()) {
        receipts.remove(page.ended());
        purged += records.purge(ids, expiry);
      }
      from = page.next();
    }
    return purged;
  }

  /**
   * What a file has brought is kept until all in it is accepted: its elements are known again by
   * their rows alone.
   */
  private Expiry expiry(Duration success, Duration deadLetter) throws IOException {
    Instant accepting = Claims.oldest(settings.inbox().path()).orElse(Instant.MAX);
    return new Expiry(earlier(before(success), accepting), earlier(before(deadLetter), accepting));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private Instant before(Duration kept) {
    return kept.isZero() ? Instant.EPOCH : clock.instant().minus(kept);
  }
}
