package io.formrelay.watching;

import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** What became of one target's deliveries since the start. */
public final class TargetCounts {

  /**
   * What attempts ended with.
   *
   * @param state the state the delivery was brought to: succeeded, retrying or dead-lettered
   * @param code the result code, or {@code other}
   */
  public record Outcome(State state, String code) {}

  /** Codes come from the partner: a chatty one must not make metrics without end. */
  private static final int MOST_CODES = 40;

  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
  private static final String OTHER = "other";

  /** Counted from zero, so that the first one is seen as an increase. */
  private static final Outcome UNKNOWN = new Outcome(State.DEAD_LETTERED, "OutcomeUnknown");

  private final LongAdder accepted = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final Map<String, Boolean> codes = new ConcurrentHashMap<>();
  private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final AttemptTimes times = new AttemptTimes();
  private volatile Instant lastEnded;

  TargetCounts() {
    codes.put(UNKNOWN.code(), Boolean.TRUE);
    outcomes.put(UNKNOWN, new LongAdder());
  }

  void countAccepted() {
    accepted.increment();
  }

  void countReplayed() {
    replayed.increment();
  }

  void countEnded(Settlement settlement) {
    Outcome outcome = new Outcome(settlement.state(), code(settlement.resultCode()));
    outcomes.computeIfAbsent(outcome, any -> new LongAdder()).increment();
    lastEnded = settlement.at();
    int attempts = settlement.history().size();
    if (attempts > 0) {
      Attempt last = settlement.history().get(attempts - 1);
      // One whose end the relay did not see is counted as an outcome and has no length.
      if (last.durationMs() > 0 || last.httpStatus() != null) {
        times.took(last.durationMs());
      }
    }
  }

  /** A code that may be shown anywhere; {@code other} where it is none. */
  public static String plain(String code) {
    return code != null && CODE.matcher(code).matches() ? code : OTHER;
  }

  /**
   * A result code as it is shown: {@code other} where it is none, or one too many for one partner.
   */
  public String code(String said) {
    String code = plain(said);
    if (!code.equals(OTHER) && !codes.containsKey(code) && codes.size() < MOST_CODES) {
      codes.put(code, Boolean.TRUE);
    }
    return codes.containsKey(code) ? code : OTHER;
  }

  /** How many deliveries came in. */
  public long accepted() {
    return accepted.sum();
  }

  /** How many dead letters were taken back to be delivered again. */
  public long replayed() {
    return replayed.sum();
  }

  /** How many attempts brought their delivery to a state. */
  public long ended(State state) {
    return outcomes.entrySet().stream()
        .filter(each -> each.getKey().state() == state)
        .mapToLong(each -> each.getValue().sum())
        .sum();
  }

  /** How many attempts ended with what. */
  public Map<Outcome, Long> outcomes() {
    Map<Outcome, Long> counts =
        new TreeMap<>(Comparator.comparing(Outcome::state).thenComparing(Outcome::code));
    outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
    return counts;
  }

  /** When the last attempt ended; null where none has since the start. */
  public Instant lastEnded() {
    return lastEnded;
  }

  AttemptTimes times() {
    return times;
  }
}
