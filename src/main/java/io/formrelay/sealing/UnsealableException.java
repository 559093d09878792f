package io.formrelay.sealing;

/** An encrypted field cannot be read: its key is gone, or it is not this submission's. */
public class UnsealableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String keyId;

  private UnsealableException(String message, String keyId) {
    super(message);
    this.keyId = keyId;
  }

  /** The key is not among the relay's. */
  static UnsealableException keyGone(String keyId) {
    return new UnsealableException("the key " + keyId + " is not given", keyId);
  }

  /** It was changed, or taken from another submission. */
  static UnsealableException foreign() {
    return new UnsealableException("it was not encrypted for this submission", null);
  }

  /** The id of the key that is missing; null where the key is there and does not fit. */
  public String keyId() {
    return keyId;
  }
}
