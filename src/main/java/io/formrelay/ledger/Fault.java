package io.formrelay.ledger;

/** What a failed transaction tells about the changes that follow. */
enum Fault {
  /** The database refused what one change would write: others can be made. */
  CHANGE,
  /** The database cannot be reached or read: no change can be made now. */
  DATABASE,
  /** Another change may be made or not, as where the disk is nearly full. */
  UNCLEAR
}
