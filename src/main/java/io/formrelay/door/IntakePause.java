package io.formrelay.door;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the folder door waits because nothing can be accepted: the ledger is away, or the
 * disk is full.
 *
 * <p>The pauses between two tries grow from one second to half a minute. An outage is said once at
 * its beginning and once at its end. Safe for use by many threads.
 */
public final class IntakePause {

  private static final Logger LOG = LoggerFactory.getLogger(IntakePause.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Clock clock;
  private Duration pause = SHORTEST;
  private volatile Instant until = Instant.MIN;
  private volatile boolean failing;
  private volatile String reason;

  /** Measures its pauses by a clock. */
  public IntakePause(Clock clock) {
    this.clock = clock;
  }

  /** Whether it would be in vain to accept anything now. */
  public boolean isOn() {
    Instant now = clock.instant();
    // A time further away than any pause was set by a clock that has been put back since.
    return failing && now.isBefore(until) && !until.isAfter(now.plus(LONGEST));
  }

  /** Why nothing can be accepted, in words; empty while something can. */
  public Optional<String> trouble() {
    return failing
        ? Optional.of("nothing can be accepted from the inbox: " + reason)
        : Optional.empty();
  }

  /** Something could be neither accepted nor refused. */
  synchronized void begin(Throwable cause) {
    if (isOn()) {
      return;
    }
    if (failing) {
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    } else {
      pause = SHORTEST;
      LOG.error("Nothing can be accepted from the inbox now, files wait: {}", cause.toString());
    }
    until = clock.instant().plus(pause);
    reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    failing = true;
  }

  /** Something was accepted. */
  void end() {
    if (failing && !isOn()) {
      tellEnd();
    }
  }

  private synchronized void tellEnd() {
    if (failing && !isOn()) {
      failing = false;
      LOG.info("Files from the inbox are accepted again");
    }
  }
}
