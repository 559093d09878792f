package io.formrelay.watching;

/** Nothing was done, because it could not be noted first who asked for it. */
public final class AuditException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AuditException(Object file, Exception cause) {
    super("refused: the audit log " + file + " cannot be written: " + cause, cause);
  }
}
