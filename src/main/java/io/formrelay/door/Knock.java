package io.formrelay.door;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The first step of every call at the HTTP door: whoever may not come in, as {@link Doorkeeper}
 * says, is refused. The page whose browser calls without a key is put down as {@value
 * AcceptExchange#BROWSER}.
 */
public final class Knock implements Processor {

  private final Arrivals arrivals;

  /** Refuses, or not, those who have come in here. */
  public Knock(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  @Override
  public void process(Exchange exchange) {
    Caller caller = arrivals.caller(HttpRequests.of(exchange));
    if (caller.isBrowser()) {
      exchange.setProperty(AcceptExchange.BROWSER, caller.origin());
    }
  }
}
