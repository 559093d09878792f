package io.formrelay.operations;

import io.formrelay.ledger.Ledger;
import io.formrelay.receipt.ReceiptFiler;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;

/** Adds what the relay knows of its own health to Camel's health checks. */
final class HealthChecks {

  private final HealthCheckRegistry registry;

  /** Adds to the checks of this context. */
  HealthChecks(CamelContext context) {
    this.registry = HealthCheckRegistry.get(context);
  }

  /** Adds {@code ledger}, {@code receipts}, {@code inbox} and {@code disk}. */
  void register(Ledger ledger, ReceiptFiler filer, Places places) {
    register(new Trouble("ledger", ledger::trouble));
    register(new Trouble("receipts", filer::trouble));
    register(new Trouble("inbox", places::inbox));
    register(new Trouble("disk", places::disk));
  }

  private void register(HealthCheck check) {
    if (registry != null) {
      registry.register(check);
    }
  }
}
