package io.formrelay.watching;

import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.Replay;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import io.formrelay.submission.Submission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What came in and what became of it since the start. Safe for use by many threads. */
public final class Counts implements Ledger.ChangeListener {

  private static final String HTTP = "http";
  private static final String INBOX = "inbox";
  private static final int NEWEST = 100;

  private final Map<String, LongAdder> doors =
      Map.of(HTTP, new LongAdder(), INBOX, new LongAdder());
  private final Map<String, TargetCounts> targets = new TreeMap<>();
  private final Map<String, LongAdder> spam = new ConcurrentHashMap<>();
  private final NewestAttempts newest = new NewestAttempts(NEWEST);

  /** Counts for these targets. */
  public Counts(Collection<String> targets) {
    targets.forEach(target -> this.targets.put(target, new TargetCounts()));
  }

  @Override
  public void entered(Submission submission) {
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
    if (counts != null && !isHandedBack(settlement)) {
      counts.countEnded(settlement);
      newest.note(settlement);
    }
  }

  /** Counts a form that was put in quarantine for this reason. */
  public void quarantined(String reason) {
    spam.computeIfAbsent(reason, each -> new LongAdder()).increment();
  }

  /** How many forms were put in quarantine, by the reason. */
  public Map<String, Long> quarantined() {
    Map<String, Long> quarantined = new TreeMap<>();
    spam.forEach((reason, count) -> quarantined.put(reason, count.sum()));
    return quarantined;
  }

  /**
   * One that had been tried before goes back to where it was, with a history as old as its claim.
   */
  private static boolean isHandedBack(Settlement settlement) {
    if (settlement.state() == State.PENDING) {
      return true;
    }
    List<Attempt> history = settlement.history();
    return settlement.state() == State.RETRYING
        && settlement.at().equals(settlement.nextAttemptAt())
        && settlement.claimedAt() != null
        && !history.isEmpty()
        && history.get(history.size() - 1).at().isBefore(settlement.claimedAt());
  }

  /** The attempts that ended last. */
  public NewestAttempts newest() {
    return newest;
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
