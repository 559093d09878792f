package io.formrelay.operations;

/** Hears how far an erasure has come; called often, must return at once. */
@FunctionalInterface
public interface ErasureWatch {

  /** What an erasure does, in this order. */
  enum Stage {
    /** Looks through the ledger, a delivery at a time. */
    LEDGER,
    /** Erases the submissions that it has found there. */
    ERASING,
    /** Looks through the files. */
    FILES
  }

  /** Nobody wants to know. */
  ErasureWatch NONE = (stage, done, total) -> {};

  /**
   * Something is done.
   *
   * @param stage what it does
   * @param done how many of this stage are done
   * @param total how many there are; 0 where that is not known
   */
  void at(Stage stage, long done, long total);
}
