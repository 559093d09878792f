package io.formrelay.notice;

/**
 * What a notice is about: at most one an hour for each.
 *
 * @param kind what can be wrong
 * @param target the partner it is wrong with; empty where it is no partner's matter
 */
public record Cause(Kind kind, String target) {

  /** What can be wrong. */
  public enum Kind {
    /** Deliveries became dead letters. */
    DEAD_LETTERS("dead-letters"),
    /** A target is paused. */
    PAUSED("paused"),
    /** A submission stays open for too long. */
    OLDEST_PENDING("oldest-pending"),
    /** There is little room on the disk. */
    DISK("disk"),
    /** The ledger cannot be written. */
    LEDGER("ledger"),
    /** A file waits in the inbox for too long. */
    INBOX("inbox");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As it is written, as in {@code dead-letters}. */
    public String text() {
      return text;
    }
  }

  /** What is wrong with the relay itself. */
  public static Cause of(Kind kind) {
    return new Cause(kind, "");
  }

  /** As it is remembered. */
  String key() {
    return target.isEmpty() ? kind.text() : kind.text() + ":" + target;
  }
}
