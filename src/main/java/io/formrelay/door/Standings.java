package io.formrelay.door;

import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.State;
import io.formrelay.ledger.SubmissionStatus;
import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import io.formrelay.submission.SubmissionIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where submissions stand, as their senders are told: as the ledger has it. What is in the
 * quarantine looks like one whose partner is slow, so that no spammer learns what was noticed.
 */
public final class Standings {

  private final Ledger ledger;
  private final Quarantine quarantine;

  /** Looks in this ledger, then in this quarantine. */
  public Standings(Ledger ledger, Quarantine quarantine) {
    this.ledger = ledger;
    this.quarantine = quarantine;
  }

  /**
   * Where a submission stands; empty where there is none.
   *
   * @throws io.formrelay.ledger.LedgerException where the ledger cannot be asked
   */
  public Optional<SubmissionStatus> find(String id) {
    Optional<SubmissionStatus> entered = ledger.find(id);
    return entered.isPresent() || !SubmissionIds.isMade(id) ? entered : kept(id);
  }

  private Optional<SubmissionStatus> kept(String id) {
    try {
      return quarantine.find(id).filter(kept -> !kept.targets().isEmpty()).map(Standings::pending);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SubmissionStatus pending(Quarantine.Kept kept) {
    Map<String, DeliveryStatus> deliveries = new TreeMap<>();
    kept.targets()
        .forEach(
            target ->
                deliveries.put(
                    target, new DeliveryStatus(State.PENDING, 0, kept.at(), null, null, null)));
    return new SubmissionStatus(kept.id(), kept.at(), kept.source(), deliveries);
  }
}
