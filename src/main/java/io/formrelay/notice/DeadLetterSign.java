package io.formrelay.notice;

import io.formrelay.ledger.DeadLetterFilter;
import io.formrelay.ledger.Drop;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.State;
import io.formrelay.watching.TargetCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks for dead letters of a target that nobody was told of. Those since the start are counted as
 * they come; the ledger is asked once, for those of the time before. It is well again when for an
 * hour there was none and nobody was told of any.
 */
public final class DeadLetterSign implements Sign {

  private static final Duration QUIET = Duration.ofHours(1);
  private static final int MOST_CODES = 5;

  private final String target;
  private final TargetCounts counts;
  private final Ledger ledger;
  private final Instant from;

  /** Those of before the start; null until the ledger has told. */
  private Map<String, Long> earlier;

  private Map<String, Long> told = Map.of();
  private Map<String, Long> seen = Map.of();
  private long untold;
  private Instant looked;
  private Instant first;
  private Instant last;

  /**
   * Looks at a target.
   *
   * @param before remembers when somebody was last told; where it does not, all count
   */
  public DeadLetterSign(String target, TargetCounts counts, Ledger ledger, NoticeBook before) {
    this.target = target;
    this.counts = counts;
    this.ledger = ledger;
    this.from = before.standing(cause()).map(Standing::toldAt).orElse(null);
    this.last = from;
  }

  @Override
  public Cause cause() {
    return new Cause(Cause.Kind.DEAD_LETTERS, target);
  }

  @Override
  public Optional<Sighting> look(Instant now) {
    seen = byCode();
    looked = now;
    if (earlier == null) {
      DeadLetterFilter before = new DeadLetterFilter(target, null, from, null, List.of(Drop.CODE));
      earlier = ledger.deadLetterCounts(before).getOrDefault(target, Map.of());
      told = seen;
      first = earlier.isEmpty() ? null : from;
    } else if (first == null) {
      first = now;
    }
    Map<String, Long> codes = new TreeMap<>(earlier);
    seen.forEach(
        (code, count) -> codes.merge(code, count - told.getOrDefault(code, 0L), Long::sum));
    long total = codes.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      first = null;
      return isQuiet(now) ? Optional.of(Sighting.WELL) : Optional.empty();
    }
    last = total > untold ? now : last;
    untold = total;
    return Optional.of(new Sighting(true, first, total, words(codes)));
  }

  @Override
  public void told() {
    told = seen;
    earlier = Map.of();
    untold = 0;
    last = looked;
    first = null;
  }

  private Map<String, Long> byCode() {
    return counts.outcomes().entrySet().stream()
        .filter(each -> each.getKey().state() == State.DEAD_LETTERED)
        .collect(Collectors.toMap(each -> each.getKey().code(), Map.Entry::getValue));
  }

  /** A time in the future was set by a clock that has been put back since. */
  private boolean isQuiet(Instant now) {
    return last == null || last.isAfter(now) || !last.plus(QUIET).isAfter(now);
  }

  private static String words(Map<String, Long> codes) {
    return codes.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST_CODES)
        .map(each -> TargetCounts.plain(each.getKey()) + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
