package io.formrelay.failpoint;

/**
 * The steps of a submission's life, from the relay's start and the first byte at either door to the
 * receipt: whichever is the last one before a crash, nothing is lost and nothing repeated.
 *
 * <p>{@code src/docs/crash-safety.md} tells of each what a crash there leaves and what the next
 * start makes of it; a test dies at each. In production a step does nothing: {@link #reached} looks
 * at one constant, which the compiler folds away.
 */
public enum FailPoint {

  // the start

  /** The data folder is taken, and nothing is open yet. */
  FOLDER_TAKEN,
  /** The ledger's file is there, without tables. */
  LEDGER_MADE,
  /** The ledger is open, and no route runs yet. */
  LEDGER_OPENED,
  /** The deliveries are found that the last run left in {@code sending}. */
  INTERRUPTED_FOUND,
  /** The ended deliveries are found that the last run left without a receipt. */
  UNFILED_FOUND,

  // the HTTP door

  /** The head of a request is read and its key is right; the body is not read. */
  HEAD_READ,
  /** The body is read. */
  BODY_READ,
  /** The answer is made, and nothing of it is sent. */
  ANSWER_MADE,

  // the folder door

  /** Finished files are found in the inbox. */
  FILES_FOUND,
  /** Their content is synced; all still have their names. */
  FILES_SYNCED,
  /** A file has been renamed into {@code .accepting}; no folder is synced. */
  FILE_CLAIMED,
  /** The renames are on disk; nothing of the files is accepted. */
  CLAIMS_SYNCED,
  /** An element of a file stands in the ledger, one more each time. */
  ELEMENT_ENTERED,
  /** Refused elements lie in {@code dead-letter/intake}. */
  REFUSED_FILED,
  /** All in a file is accepted or refused; the file is there. */
  FILE_ENDED,
  /** It is deleted. */
  FILE_DELETED,

  // accepting, at both doors

  /** A submission is right. */
  CHECKED,
  /** It has its id, and the ledger knows nothing of it. */
  ENTERING,
  /** It is durable; the door does not know yet. */
  ENTERED,
  /** A dead letter's replay is durable; its old receipt is not taken away. */
  REPLAYED,
  /** The old receipt is taken away. */
  RETRACTED,

  // the ledger

  /** Inside a transaction: submissions are written, their deliveries are not. */
  ENTER_HALF_WRITTEN,
  /** Inside a transaction: outcomes are written, what they make due is not. */
  SETTLE_HALF_WRITTEN,
  /** Inside a transaction: all that was waiting is written. */
  COMMITTING,
  /** It is durable; nobody has been told. */
  COMMITTED,

  // a delivery

  /** Deliveries are marked {@code sending}; none is on its way. */
  CLAIMED,
  /** The connection is there; the request has not left. */
  REQUEST_LEAVING,
  /** The partner's answer is read. */
  ANSWER_READ,
  /** The outcome is durable and the delivery has ended; it has no receipt. */
  SETTLED,
  /** The outcome is durable and the delivery waits for its next attempt. */
  RETRYING,

  // the receipt, and what is refused

  /** Temporary files are written and synced; none has its name. */
  TEMPORARIES_WRITTEN,
  /** A file has its name, one more each time; its folder is not synced. */
  FILE_RENAMED,
  /** Receipts are on disk; the ledger does not know. */
  RECEIPTS_WRITTEN,
  /** The ledger knows. */
  RECEIPTS_FILED;

  private static final Halt HALT = Halt.wished();

  /** Notes that the step is reached: a test may want the process to die here. */
  public void reached() {
    if (HALT != null) {
      HALT.at(this);
    }
  }
}
