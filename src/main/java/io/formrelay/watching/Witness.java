package io.formrelay.watching;

import io.formrelay.ledger.Replay;
import io.formrelay.ledger.Settlement;
import io.formrelay.submission.Submission;

/**
 * Is told of what came in and what became of it, once the ledger has made that durable. It is told
 * on the ledger's own threads: it neither waits nor throws.
 */
public interface Witness {

  /** A submission was entered that had not been there. */
  void accepted(Submission submission);

  /** A dead letter was taken back to be delivered again. */
  void replayed(Replay replay);

  /** A delivery left {@code sending}, be it that it was handed back unsent. */
  void settled(Settlement settlement);
}
