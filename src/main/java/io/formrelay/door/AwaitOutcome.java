package io.formrelay.door;

import io.formrelay.delivery.OutcomeWatch;
import io.formrelay.ledger.Entry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step of the HTTP door: waits until every delivery has ended, where the caller prefers to wait.
 */
public final class AwaitOutcome extends AsyncProcessorSupport {

  private final OutcomeWatch watch;
  private final Function<Exchange, Optional<Duration>> asked;

  /** Waits with this watch as long as the caller prefers. */
  public AwaitOutcome(OutcomeWatch watch) {
    this(watch, exchange -> Wait.asked(HttpRequests.list(exchange, "Prefer")));
  }

  /**
   * Waits with this watch.
   *
   * @param asked how long a call waits; empty where it does not
   */
  public AwaitOutcome(OutcomeWatch watch, Function<Exchange, Optional<Duration>> asked) {
    this.watch = watch;
    this.asked = asked;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (exchange.getProperty(AcceptExchange.SPAM) != null) {
      // It never ends, and shall take the place of none that does.
      callback.done(true);
      return true;
    }
    Optional<Duration> wait = asked.apply(exchange);
    if (wait.isEmpty()) {
      callback.done(true);
      return true;
    }
    Entry entry = exchange.getMessage().getBody(Entry.class);
    watch.ended(entry.id(), wait.get()).thenAccept(ended -> callback.done(false));
    return false;
  }
}
