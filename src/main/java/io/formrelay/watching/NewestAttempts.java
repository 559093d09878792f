package io.formrelay.watching;

import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The attempts that ended last since the start, so many and no more. Safe for use by many threads
 * and cheap for each.
 */
public final class NewestAttempts {

  /**
   * How an attempt ended, in the words of the log and with nothing of whom it was about.
   *
   * @param at when it ended, in UTC
   * @param id the submission's id
   * @param target the partner's name
   * @param attempt which attempt of its delivery it was, from 1
   * @param route {@code success}, {@code retry} or {@code dead-letter}
   * @param code the result code that decided
   * @param httpStatus the status of the answer; null where there was none
   * @param ms how long it took, in milliseconds
   * @param next when the delivery is due again; null where it has ended
   */
  public record Ended(
      Instant at,
      String id,
      String target,
      int attempt,
      String route,
      String code,
      Integer httpStatus,
      long ms,
      Instant next) {}

  private final AtomicReferenceArray<Settlement> ring;
  private final AtomicLong noted = new AtomicLong();

  /** Remembers so many. */
  NewestAttempts(int most) {
    this.ring = new AtomicReferenceArray<>(most);
  }

  void note(Settlement settlement) {
    ring.set((int) (noted.getAndIncrement() % ring.length()), settlement);
  }

  /** The newest first. */
  public List<Ended> list() {
    long end = noted.get();
    List<Ended> newest = new ArrayList<>();
    for (long i = end - 1; i >= Math.max(0, end - ring.length()); i--) {
      Settlement settlement = ring.get((int) (i % ring.length()));
      // One that is being noted at this moment comes the next time.
      if (settlement != null && !settlement.history().isEmpty()) {
        newest.add(ended(settlement));
      }
    }
    return newest;
  }

  private static Ended ended(Settlement settlement) {
    List<Attempt> history = settlement.history();
    Attempt last = history.get(history.size() - 1);
    return new Ended(
        settlement.at(),
        settlement.submissionId(),
        settlement.target(),
        history.size(),
        route(settlement.state()),
        settlement.resultCode(),
        last.httpStatus(),
        last.durationMs(),
        settlement.nextAttemptAt());
  }

  private static String route(State state) {
    return switch (state) {
      case SUCCEEDED -> "success";
      case DEAD_LETTERED -> "dead-letter";
      default -> "retry";
    };
  }
}
