package io.formrelay.delivery;

import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the ledger back what was claimed and not sent, because the relay ends. */
final class HandBack {

  private static final Logger LOG = LoggerFactory.getLogger(HandBack.class);

  private final Ledger ledger;
  private final Clock clock;

  HandBack(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Takes a delivery back.
   *
   * @param delivery what was claimed
   * @param done is run when the ledger knows, or cannot be told: then it stays in {@code sending}
   */
  void accept(Delivery delivery, Runnable done) {
    Instant now = clock.instant();
    ledger
        .settle(
            new Settlement(
                delivery.submissionId(),
                delivery.target(),
                delivery.history().isEmpty() ? State.PENDING : State.RETRYING,
                now,
                now,
                delivery.retries(),
                delivery.history(),
                delivery.resultCode(),
                delivery.message(),
                delivery.reference(),
                delivery.claimedAt()))
        .whenComplete(
            (written, thrown) -> {
              done.run();
              if (thrown != null) {
                LOG.error(
                    "id={} target={} was not sent and cannot be handed back: {}",
                    delivery.submissionId(),
                    delivery.target(),
                    thrown.getMessage());
              }
            });
  }
}
