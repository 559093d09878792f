package io.formrelay.receipt;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The receipt folders as a place to send to: {@code receipts:success} and {@code
 * receipts:dead-letter} file the ended {@link io.formrelay.ledger.Delivery} in the body. They do
 * not wait for the disk: the ledger knows what is not filed yet.
 */
public final class ReceiptsComponent extends DefaultComponent {

  private final ReceiptFiler filer;

  /** Files with this filer. */
  public ReceiptsComponent(ReceiptFiler filer) {
    this.filer = filer;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String folder, Map<String, Object> parameters) {
    return new ReceiptsEndpoint(uri, this, filer, folder);
  }
}
