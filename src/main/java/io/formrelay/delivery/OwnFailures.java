package io.formrelay.delivery;

import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.Settlement;
import java.time.Instant;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the attempts that left the route of one target without an outcome, because the relay itself
 * has failed at them: past the route, by the same endpoints of the ledger and the dead letters.
 */
final class OwnFailures {

  private static final Logger LOG = LoggerFactory.getLogger(OwnFailures.class);

  private final CamelContext context;
  private final Target target;
  private final RelayFailed relayFailed;

  OwnFailures(CamelContext context, Target target, RelayFailed relayFailed) {
    this.context = context;
    this.target = target;
    this.relayFailed = relayFailed;
  }

  /**
   * Ends an attempt.
   *
   * @param failed the exchange as it came out of the route
   * @param done is run when that is written down, or cannot be: then the delivery stays in {@code
   *     sending}, and the next start treats it as interrupted
   */
  void settle(Exchange failed, Delivery delivery, Runnable done) {
    if (failed.getException() instanceof LedgerException away) {
      leave(delivery, away, done);
      return;
    }
    try {
      target.gate().saidNothing(delivery.submissionId());
      Settlement settlement =
          relayFailed.settlement(
              target.settings(), delivery, began(failed), thrown(failed), hasLeft(failed));
      LOG.error(
          "id={} target={} code={} next={} {}",
          settlement.submissionId(),
          settlement.target(),
          settlement.resultCode(),
          settlement.nextAttemptAt() == null ? "-" : settlement.nextAttemptAt(),
          settlement.message());
      write(settlement, delivery, done);
    } catch (Exception | Error e) {
      leave(delivery, e, done);
    }
  }

  private static void leave(Delivery delivery, Throwable why, Runnable done) {
    done.run();
    LOG.error(
        "id={} target={} is left in sending: the next start treats it as interrupted",
        delivery.submissionId(),
        delivery.target(),
        why);
  }

  private void write(Settlement settlement, Delivery delivery, Runnable done) throws Exception {
    AsyncProducer ledger =
        context.getEndpoint("ledger:" + settlement.state().text()).createAsyncProducer();
    ledger.start();
    Exchange exchange = ledger.getEndpoint().createExchange();
    exchange.setProperty(AttemptExchange.DELIVERY, delivery);
    exchange.getMessage().setBody(settlement);
    ledger.process(
        exchange,
        doneSync -> {
          done.run();
          if (exchange.getMessage().getBody() instanceof Delivery) {
            file(exchange);
          }
        });
  }

  /** A receipt that is not filed now follows from the ledger. */
  private void file(Exchange ended) {
    String letters = context.resolvePropertyPlaceholders("{{outcome.dead-letter}}");
    try {
      var producer = context.getEndpoint(letters).createProducer();
      producer.start();
      producer.process(ended);
    } catch (Exception e) {
      LOG.warn("a dead letter could not be sent to {}: {}", letters, e.toString());
    }
  }

  private static Instant began(Exchange failed) {
    return failed.getProperty(AttemptExchange.BEGAN, Instant.class);
  }

  private static Throwable thrown(Exchange failed) {
    return failed.getException() != null
        ? failed.getException()
        : new IllegalStateException("the route ended without an outcome");
  }

  /** What a stopped relay left behind may have left it, whatever happens to it now. */
  private static boolean hasLeft(Exchange failed) {
    Signal signal = failed.getProperty(AttemptExchange.SIGNAL, Signal.class);
    return failed.getProperty(AttemptExchange.REQUEST_LEFT, false, Boolean.class)
        || (signal != null && signal.failure() == Failure.RELAY_STOPPED);
  }
}
