package io.formrelay.ledger;

/** The ledger could not be opened, be read or make a change durable; nothing was changed. */
public class LedgerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what could not be done and why. */
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
