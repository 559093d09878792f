package io.formrelay.door;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step for forms from browsers: whether a form looks like a machine's. It does where the field
 * that people do not see is filled in, or where it was sent sooner after it was opened than anybody
 * could fill it in.
 *
 * <p>Where the page does not tell when the form was opened, nothing is held against it; nor where
 * that lies in the future, since the clock may be the visitor's.
 */
public final class SpotSpam implements Processor {

  private final Duration minFill;
  private final Clock clock;

  /** Expects a form to take at least this long. */
  public SpotSpam(Duration minFill, Clock clock) {
    this.minFill = minFill;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    FormSigns signs = exchange.getProperty(AcceptExchange.SIGNS, FormSigns.class);
    if (!signs.website().isBlank()) {
      exchange.setProperty(AcceptExchange.SPAM, "honeypot");
    } else if (!signs.startedAt().isBlank() && isTooFast(signs.startedAt().strip())) {
      exchange.setProperty(AcceptExchange.SPAM, "too-fast");
    }
  }

  private boolean isTooFast(String startedAt) {
    if (!startedAt.matches("[0-9]{1,15}")) {
      return true;
    }
    long taken = clock.millis() - Long.parseLong(startedAt);
    return taken >= 0 && taken < minFill.toMillis();
  }
}
