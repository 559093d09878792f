package io.formrelay.watching;

import io.formrelay.ledger.Activity;
import io.formrelay.ledger.ActivityRecords;
import io.formrelay.ledger.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened at each target in each quarter of an hour. Once a minute, and at an orderly end,
 * what the counts have grown by goes into the ledger, so that a delivery costs nothing more than
 * its counters. What a crash takes is the last minute of this picture, and of nothing else; a
 * commit whose answer was lost may be added twice. Safe for use by many threads.
 */
public final class ActivityHistory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ActivityHistory.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(8);
  private static final Duration SHOWN = Duration.ofDays(1);

  private final ActivityRecords records;
  private final Counts counts;
  private final Clock clock;
  private final Map<String, Activity> taken = new HashMap<>();
  private final Map<Instant, Map<String, Activity>> unwritten = new TreeMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread writing = new Thread(work, "activity");
            writing.setDaemon(true);
            return writing;
          });
  private Instant last;
  private boolean failing;

  /** Keeps what these count. */
  public ActivityHistory(ActivityRecords records, Counts counts, Clock clock) {
    this.records = records;
    this.counts = counts;
    this.clock = clock;
    this.last = clock.instant();
  }

  /** Begins to write, at the full minutes: a slot then ends where it should. */
  public void start() {
    long first = EVERY.toMillis() - Math.floorMod(clock.millis(), EVERY.toMillis());
    thread.scheduleAtFixedRate(this::write, first, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The last 24 hours up to now, by all relays of the ledger.
   *
   * @throws io.formrelay.ledger.LedgerException where the ledger is away
   */
  public synchronized LastDay lastDay() {
    take();
    Instant now = clock.instant();
    Instant from = Activity.slotOf(now).minus(SHOWN).plus(Activity.SLOT);
    Map<Instant, Map<String, Activity>> all = new TreeMap<>();
    records.since(from).forEach(each -> add(all, each));
    pending().stream().filter(each -> !each.slot().isBefore(from)).forEach(each -> add(all, each));
    List<Activity> slots = all.values().stream().flatMap(slot -> slot.values().stream()).toList();
    return LastDay.of(slots, counts.targets().keySet(), from, now);
  }

  /** Writes what has not been written; where that fails it is tried again a minute later. */
  synchronized void write() {
    take();
    if (unwritten.isEmpty()) {
      return;
    }
    Instant keepFrom = clock.instant().minus(KEPT);
    unwritten.keySet().removeIf(slot -> slot.isBefore(keepFrom));
    try {
      records.add(pending(), keepFrom);
      unwritten.clear();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("the picture of the last day could not be written yet: {}", e.getMessage());
      }
      failing = true;
    }
  }

  private List<Activity> pending() {
    List<Activity> pending = new ArrayList<>();
    unwritten.values().forEach(slot -> pending.addAll(slot.values()));
    return pending;
  }

  /** What was counted since the last time happened then, give or take a minute. */
  private void take() {
    Instant now = clock.instant();
    boolean near = !last.isAfter(now) && last.plus(EVERY).plus(EVERY).isAfter(now);
    Instant slot = Activity.slotOf(near ? last : now);
    counts
        .targets()
        .forEach(
            (target, counted) -> {
              Activity sum = sum(slot, target, counted);
              Activity before = taken.put(target, sum);
              Activity more = before == null ? sum : sum.minus(before);
              if (!more.isNone()) {
                add(unwritten, more);
              }
            });
    last = now;
  }

  private static Activity sum(Instant slot, String target, TargetCounts counted) {
    return new Activity(
        slot,
        target,
        counted.accepted(),
        counted.ended(State.SUCCEEDED),
        counted.ended(State.RETRYING),
        counted.ended(State.DEAD_LETTERED));
  }

  private static void add(Map<Instant, Map<String, Activity>> slots, Activity more) {
    slots
        .computeIfAbsent(more.slot(), any -> new TreeMap<>())
        .merge(more.target(), more, Activity::plus);
  }

  /** Writes a last time. */
  @Override
  public void close() {
    thread.shutdown();
    write();
  }
}
