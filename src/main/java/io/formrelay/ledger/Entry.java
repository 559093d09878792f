package io.formrelay.ledger;

/**
 * What became of a submission that was to be entered.
 *
 * @param id the id under which the ledger knows it: the first one's where it is a repeat
 * @param kind whether it was new
 */
public record Entry(String id, Kind kind) {

  /** New, seen before, or seen before with other content. */
  public enum Kind {
    /** It stands in the ledger now, one row per delivery, synced to disk. */
    ENTERED,
    /** The same submission stood there already; nothing was written. */
    REPEATED,
    /** Another submission stands there under this id or key; nothing was written. */
    CONFLICT
  }
}
