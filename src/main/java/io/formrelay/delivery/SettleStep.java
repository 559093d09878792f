package io.formrelay.delivery;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the outcome of an attempt down, again and again while the ledger is away: what the partner
 * has done must not be forgotten. Where the relay ends before that, the delivery is still in {@code
 * sending} and its outcome counts as unknown.
 */
final class SettleStep extends AsyncProcessorSupport {

  private static final Logger LOG = LoggerFactory.getLogger(SettleStep.class);
  private static final long AGAIN_MS = 500;

  private final Ledger ledger;
  private final State state;
  private final OutcomeWatch watch;
  private final ScheduledExecutorService again;

  SettleStep(Ledger ledger, State state, OutcomeWatch watch, ScheduledExecutorService again) {
    this.ledger = ledger;
    this.state = state;
    this.watch = watch;
    this.again = again;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Settlement settlement = exchange.getMessage().getBody(Settlement.class);
    if (settlement == null || settlement.state() != state) {
      exchange.setException(
          new IllegalArgumentException("ledger:" + state.text() + " was sent " + settlement));
      callback.done(true);
      return true;
    }
    write(exchange, settlement, callback, true);
    return false;
  }

  private void write(
      Exchange exchange, Settlement settlement, AsyncCallback callback, boolean first) {
    ledger
        .settle(settlement)
        .whenComplete(
            (written, thrown) -> {
              if (thrown == null) {
                done(exchange, settlement, callback, written || !first);
              } else {
                later(exchange, settlement, callback, first, thrown);
              }
            });
  }

  /**
   * A second try that finds nothing to write was written by the first, whose answer was lost: the
   * settlement names its claim, so that nobody else can have ended it.
   */
  private void done(
      Exchange exchange, Settlement settlement, AsyncCallback callback, boolean written) {
    exchange.setProperty(AttemptExchange.SETTLED, Boolean.TRUE);
    if (!written) {
      LOG.warn(
          "id={} target={} was not in sending any more: its outcome {} is not written down",
          settlement.submissionId(),
          settlement.target(),
          settlement.resultCode());
      exchange.setRouteStop(true);
    } else if (settlement.state().ended()) {
      exchange.getMessage().setBody(ended(exchange, settlement));
      FailPoint.SETTLED.reached();
      watch.ended(settlement.submissionId());
    } else {
      FailPoint.RETRYING.reached();
    }
    callback.done(false);
  }

  private void later(
      Exchange exchange,
      Settlement settlement,
      AsyncCallback callback,
      boolean first,
      Throwable thrown) {
    if (first) {
      LOG.error(
          "id={} target={} the outcome {} waits until the ledger is back: {}",
          settlement.submissionId(),
          settlement.target(),
          settlement.resultCode(),
          thrown.getMessage());
    }
    try {
      again.schedule(
          () -> write(exchange, settlement, callback, false), AGAIN_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      exchange.setException(thrown);
      callback.done(false);
    }
  }

  private static Delivery ended(Exchange exchange, Settlement settlement) {
    Delivery taken = exchange.getProperty(AttemptExchange.DELIVERY, Delivery.class);
    return new Delivery(
        taken.submissionId(),
        taken.target(),
        taken.source(),
        taken.receivedAt(),
        taken.body(),
        settlement.state(),
        settlement.retries(),
        settlement.history(),
        null,
        settlement.at(),
        settlement.resultCode(),
        settlement.message(),
        settlement.reference());
  }
}
