package io.formrelay.delivery;

import io.formrelay.ledger.Ledger;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The ledger as a place to take deliveries from: {@code from: deliveries:licrus} claims what is due
 * for that target, marks it {@code sending}, and hands each on with the concurrency and rate set
 * for the target.
 *
 * <p>The message's body is the submission's fields as JSON text; the exchange properties are those
 * of {@link AttemptExchange}. A delivery that a crash left in {@code sending} comes first and
 * brings its {@link Signal}, {@link Failure#RELAY_STOPPED}, with it.
 */
public final class DeliveriesComponent extends DefaultComponent {

  private final Ledger ledger;
  private final Targets targets;
  private final RetrySchedule schedule;
  private final Clock clock;

  /**
   * Takes deliveries of these targets from this ledger.
   *
   * @param schedule when a delivery is tried again at which the relay itself has failed
   */
  public DeliveriesComponent(Ledger ledger, Targets targets, RetrySchedule schedule, Clock clock) {
    this.ledger = ledger;
    this.targets = targets;
    this.schedule = schedule;
    this.clock = clock;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String target, Map<String, Object> parameters) {
    return new DeliveriesEndpoint(uri, this, targets.get(target));
  }

  Ledger ledger() {
    return ledger;
  }

  RetrySchedule schedule() {
    return schedule;
  }

  Clock clock() {
    return clock;
  }
}
