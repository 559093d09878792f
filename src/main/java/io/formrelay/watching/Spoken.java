package io.formrelay.watching;

import io.formrelay.ledger.LedgerException;
import java.util.function.Supplier;

/** Lets no exception of the relay's own reach a JMX client, which could not read it. */
final class Spoken {

  private Spoken() {}

  static <T> T of(Supplier<T> work) {
    try {
      return work.get();
    } catch (LedgerException | AuditException e) {
      throw new IllegalStateException(e.getMessage());
    }
  }
}
