package io.formrelay.door;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The first step of every call at the HTTP door: whoever may not come in is refused, with what the
 * {@link Doorkeeper} found. Whether a browser calls without a key is put down as {@value
 * AcceptExchange#BROWSER}.
 */
public final class Knock implements Processor {

  private final Arrivals arrivals;

  /** Lets in, or not, those who have come in here. */
  public Knock(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  @Override
  public void process(Exchange exchange) {
    Arrival arrival = arrivals.of(exchange);
    if (arrival.caller() == null) {
      throw arrival.problem();
    }
    if (arrival.caller().isBrowser()) {
      exchange.setProperty(AcceptExchange.BROWSER, arrival.caller().origin());
    }
  }
}
