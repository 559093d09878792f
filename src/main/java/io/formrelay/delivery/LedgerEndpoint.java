package io.formrelay.delivery;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;

/** One operation of the ledger. */
final class LedgerEndpoint extends DefaultEndpoint {

  private final LedgerComponent component;
  private final String operation;

  LedgerEndpoint(String uri, LedgerComponent component, String operation) {
    super(uri, component);
    this.component = component;
    this.operation = operation;
  }

  @Override
  public Producer createProducer() {
    AsyncProcessor step = component.step(operation);
    return new DefaultAsyncProducer(this) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        return step.process(exchange, callback);
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("deliveries are taken by deliveries:<target>");
  }
}
