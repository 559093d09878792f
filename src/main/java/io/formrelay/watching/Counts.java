package io.formrelay.watching;

import io.formrelay.ledger.Replay;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import io.formrelay.submission.Submission;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What came in and what became of it since the start. Safe for use by many threads. */
public final class Counts implements Witness {

  private static final String HTTP = "http";
  private static final String INBOX = "inbox";

  private final Map<String, LongAdder> doors =
      Map.of(HTTP, new LongAdder(), INBOX, new LongAdder());
  private final Map<String, TargetCounts> targets = new TreeMap<>();

  /** Counts for these targets. */
  public Counts(Collection<String> targets) {
    targets.forEach(target -> this.targets.put(target, new TargetCounts()));
  }

  @Override
  public void accepted(Submission submission) {
    doors.get(submission.source().equals(HTTP) ? HTTP : INBOX).increment();
    submission.destinations().stream()
        .map(destination -> targets.get(destination.target()))
        .filter(counts -> counts != null)
        .forEach(TargetCounts::countAccepted);
  }

  @Override
  public void replayed(Replay replay) {
    TargetCounts counts = targets.get(replay.target());
    if (counts != null) {
      counts.countReplayed();
    }
  }

  /**
   * A delivery that was handed back unsent is no attempt; one of a target that is gone, no count.
   */
  @Override
  public void settled(Settlement settlement) {
    TargetCounts counts = targets.get(settlement.target());
    if (counts != null && settlement.state() != State.PENDING) {
      counts.countEnded(settlement);
    }
  }

  /** How many submissions came in at each door, {@code http} and {@code inbox}. */
  public Map<String, Long> accepted() {
    Map<String, Long> accepted = new TreeMap<>();
    doors.forEach((door, count) -> accepted.put(door, count.sum()));
    return accepted;
  }

  /** The counts of each target, by its name. */
  public Map<String, TargetCounts> targets() {
    return targets;
  }
}
