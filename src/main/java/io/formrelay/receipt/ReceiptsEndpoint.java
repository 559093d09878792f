package io.formrelay.receipt;

import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.State;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** One of the two receipt folders. */
final class ReceiptsEndpoint extends DefaultEndpoint {

  private static final Map<String, State> FOLDERS =
      Map.of("success", State.SUCCEEDED, "dead-letter", State.DEAD_LETTERED);

  private final ReceiptFiler filer;
  private final State state;

  ReceiptsEndpoint(String uri, ReceiptsComponent component, ReceiptFiler filer, String folder) {
    super(uri, component);
    this.filer = filer;
    this.state = FOLDERS.get(folder);
    if (state == null) {
      throw new IllegalArgumentException("receipts: has the folders " + FOLDERS.keySet());
    }
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) {
        Delivery ended = exchange.getMessage().getBody(Delivery.class);
        if (ended.state() != state) {
          throw new IllegalArgumentException(
              "a delivery that is "
                  + ended.state().text()
                  + " has no receipt in "
                  + getEndpointUri());
        }
        filer.file(ended);
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("receipts are read by people");
  }
}
