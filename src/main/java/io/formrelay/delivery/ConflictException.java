package io.formrelay.delivery;

/** What was to be accepted stands against what the ledger holds already; nothing was changed. */
public class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String submissionId;
  private final transient Kind kind;

  /** Why it cannot be accepted. */
  public enum Kind {
    /** The same id or key stands for other content. */
    OTHER_CONTENT,
    /** Only a dead-lettered delivery can be replayed, and this one is not. */
    NOT_DEAD_LETTERED
  }

  /** Names the submission that stands in the ledger. */
  public ConflictException(String submissionId, Kind kind) {
    super(kind + ": " + submissionId);
    this.submissionId = submissionId;
    this.kind = kind;
  }

  /** The id of the submission that stands in the ledger. */
  public String submissionId() {
    return submissionId;
  }

  /** Why it cannot be accepted. */
  public Kind kind() {
    return kind;
  }
}
