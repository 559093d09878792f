package io.formrelay.notice;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what operators are told: of each cause once when it becomes wrong, at most once an hour,
 * again each day while it stays wrong, and once when it is well. New dead letters are told of each
 * hour. What is decided is remembered before it is sent, so that a crash may repeat a notice and
 * never loses one. For one thread.
 */
public final class Notices {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** A way that fails is tried at every look, every second, every fourth, and so on. */
  private static final int MOST_SKIPPED = 32;

  private final List<Sign> signs;
  private final List<Way> ways;
  private final NoticeBook book;
  private final Clock clock;
  private final Map<Way, Integer> failures = new EnumMap<>(Way.class);
  private final Map<Way, Integer> skipped = new EnumMap<>(Way.class);
  private boolean unwritable;

  /** Decides by these signs, and remembers in this book. */
  public Notices(List<Sign> signs, NoticeSettings settings, NoticeBook book, Clock clock) {
    this.signs = List.copyOf(signs);
    this.ways = settings.ways();
    this.book = book;
    this.clock = clock;
    book.keep(ways);
  }

  /** Looks at every sign, and tells what is to be sent now. */
  public List<Notice> due() {
    Instant now = clock.instant();
    for (Sign sign : signs) {
      look(sign, now).ifPresent(sighting -> decide(sign, sighting, now));
    }
    save();
    List<Notice> due = new ArrayList<>();
    for (Way way : ways) {
      List<Notice> unsent = book.unsent().stream().filter(each -> each.way() == way).toList();
      if (!unsent.isEmpty() && isTried(way)) {
        // One shows whether it works again.
        due.addAll(failures.containsKey(way) ? unsent.subList(0, 1) : unsent);
      }
    }
    return due;
  }

  /** A notice is sent. */
  public void sent(Notice notice) {
    if (failures.remove(notice.way()) != null) {
      LOG.info("notices by {} are sent again", notice.way());
    }
    book.sent(notice);
    save();
  }

  /** A notice could not be sent; it is tried again. */
  public void failed(Notice notice, Throwable failure) {
    int times = failures.merge(notice.way(), 1, Integer::sum);
    skipped.put(notice.way(), Math.min(MOST_SKIPPED, 1 << Math.min(times, 5)) - 1);
    LOG.warn(
        "a notice ({}) could not be sent by {} and is tried again: {}",
        notice.cause().key(),
        notice.way(),
        oneLine(failure.toString()));
    LOG.debug("the notice could not be sent", failure);
  }

  private static Optional<Sighting> look(Sign sign, Instant now) {
    try {
      return sign.look(now);
    } catch (RuntimeException e) {
      // The ledger that is away has a sign of its own.
      LOG.debug("{} could not be looked at", sign.cause(), e);
      return Optional.empty();
    }
  }

  private void decide(Sign sign, Sighting sighting, Instant now) {
    Standing was = book.standing(sign.cause()).orElse(null);
    boolean wasWrong = was != null && was.wrong();
    if (sighting.wrong() && (was == null || isDue(sign.cause(), was, now))) {
      tell(sign, new Standing(true, sighting.since(), now), sighting, now);
      sign.told();
    } else if (!sighting.wrong() && wasWrong) {
      Standing well = new Standing(false, was.since(), was.toldAt());
      tell(sign, well, new Sighting(false, was.since(), 0, ""), now);
    }
  }

  /** A time in the future was set by a clock that has been put back since. */
  private static boolean isDue(Cause cause, Standing was, Instant now) {
    Duration between = was.wrong() && cause.kind() != Cause.Kind.DEAD_LETTERS ? DAY : HOUR;
    return was.toldAt().isAfter(now) || !was.toldAt().plus(between).isAfter(now);
  }

  private void tell(Sign sign, Standing standing, Sighting sighting, Instant now) {
    List<Notice> notices =
        ways.stream()
            .map(
                way ->
                    new Notice(
                        way,
                        sign.cause(),
                        sighting.wrong(),
                        now,
                        sighting.since(),
                        sighting.count(),
                        sighting.reason()))
            .toList();
    book.note(sign.cause(), standing, notices);
  }

  private boolean isTried(Way way) {
    int left = skipped.getOrDefault(way, 0);
    skipped.put(way, Math.max(0, left - 1));
    return left == 0;
  }

  /** On a disk that is full notices go out all the same. */
  private void save() {
    try {
      book.save();
      unwritable = false;
    } catch (IOException e) {
      if (!unwritable) {
        LOG.warn("what was notified cannot be remembered: {}", e.toString());
      }
      unwritable = true;
    }
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > 300 ? line.substring(0, 300) : line;
  }
}
