package io.formrelay.door;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.receipt.Receipts;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of accepting: a dead letter that is delivered again has no receipt until it ends
 * anew. Where the receipt was copied to the inbox and not moved, it is taken away here; should that
 * fail, the next end of the delivery replaces it.
 */
public final class RetractReceipt implements Processor {

  private static final Logger LOG = LoggerFactory.getLogger(RetractReceipt.class);

  private final Receipts receipts;

  /** Takes receipts away from these folders. */
  public RetractReceipt(Receipts receipts) {
    this.receipts = receipts;
  }

  @Override
  public void process(Exchange exchange) {
    ReceiptReference receipt = exchange.getProperty(AcceptExchange.RECEIPT, ReceiptReference.class);
    if (receipt == null) {
      return;
    }
    try {
      receipts.retract(receipt.id(), receipt.target(), receipt.completedAt());
      FailPoint.RETRACTED.reached();
    } catch (IOException e) {
      LOG.warn("the dead letter of {} is still in its folder: {}", receipt.id(), e.toString());
    }
  }
}
