package io.formrelay.door;

import io.formrelay.delivery.OutcomeWatch;
import io.formrelay.ledger.Entry;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step of the HTTP door: waits until every delivery has ended, where the caller prefers to wait.
 */
public final class AwaitOutcome extends AsyncProcessorSupport {

  private final OutcomeWatch watch;

  /** Waits with this watch. */
  public AwaitOutcome(OutcomeWatch watch) {
    this.watch = watch;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (exchange.getProperty(AcceptExchange.SPAM) != null) {
      // It never ends, and shall take the place of none that does.
      callback.done(true);
      return true;
    }
    Optional<Duration> asked = Wait.asked(HttpRequests.list(exchange, "Prefer"));
    if (asked.isEmpty()) {
      callback.done(true);
      return true;
    }
    Entry entry = exchange.getMessage().getBody(Entry.class);
    watch.ended(entry.id(), asked.get()).thenAccept(ended -> callback.done(false));
    return false;
  }
}
