package io.formrelay.partner;

/**
 * A field of the submission is still encrypted, since the key it was encrypted with is not among
 * those of {@code relay.encryption-key} any more. Its name tells the reason in the dead letter.
 */
public class KeyGoneException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Tells which setting is to be looked at. */
  KeyGoneException() {
    super("a field was encrypted with a key that relay.encryption-key does not hold");
  }
}
