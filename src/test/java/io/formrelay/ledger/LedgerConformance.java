package io.formrelay.ledger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What every ledger promises, whatever database it is kept in. */
@Timeout(300)
abstract class LedgerConformance
    implements EnteringPromises,
        DeliveryPromises,
        OrderPromises,
        OrderHoldPromises,
        ClockPromises,
        ReplayPromises,
        OverviewPromises,
        DeadLetterPromises,
        RecordsPromises,
        ActivityPromises,
        DurabilityPromises {

  private Ledger ledger;

  @BeforeEach
  void open() throws Exception {
    ledger = Ledgers.open(settings("one"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void reopen(String relayId) {
    ledger.close();
    ledger = Ledgers.open(settings(relayId));
  }
}
