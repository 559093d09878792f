package io.formrelay.delivery;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The deliveries of one target. */
final class DeliveriesEndpoint extends DefaultEndpoint {

  private final DeliveriesComponent component;
  private final Target target;

  DeliveriesEndpoint(String uri, DeliveriesComponent component, Target target) {
    super(uri, component);
    this.component = component;
    this.target = target;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "deliveries are made by accepting a submission: see ledger:accept");
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new DeliveriesConsumer(this, processor, target, component);
  }
}
