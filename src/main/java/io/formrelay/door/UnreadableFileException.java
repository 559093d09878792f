package io.formrelay.door;

/** A file as a whole is not what its name says; nothing in it can be accepted. */
final class UnreadableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  UnreadableFileException(Refusal refusal) {
    super(refusal.reasonEn());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
