package io.formrelay.door;

import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes claimed files whose time has come: none while the relay cannot accept anything (the ledger
 * away, the disk full), and none that could not be read a moment ago.
 *
 * <p>The pauses between two tries grow from one second to half a minute. An outage is said once at
 * its beginning and once at its end. Safe for use by many threads.
 */
public final class IntakePause implements GenericFileFilter<File> {

  private static final Logger LOG = LoggerFactory.getLogger(IntakePause.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Clock clock;
  private final Memory<Instant> setAside = new Memory<>();
  private final SaidOnce said = new SaidOnce(IntakePause.class);

  private Duration pause = SHORTEST;
  private volatile Instant until = Instant.MIN;
  private volatile boolean failing;

  /** Measures its pauses by a clock. */
  public IntakePause(Clock clock) {
    this.clock = clock;
  }

  /** Whether it would be in vain to accept anything now. */
  public boolean isOn() {
    return failing && clock.instant().isBefore(until);
  }

  @Override
  public boolean accept(GenericFile<File> file) {
    Optional<Claim> claim = Claim.of(file.getFile().toPath());
    if (claim.isEmpty() || Format.of(claim.get().name()).isEmpty() || isOn()) {
      return false;
    }
    Instant notBefore = setAside.of(claim.get().token());
    return notBefore == null || !clock.instant().isBefore(notBefore);
  }

  /** Nothing can be accepted now. */
  synchronized void begin(Throwable cause) {
    if (isOn()) {
      return;
    }
    if (failing) {
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    } else {
      pause = SHORTEST;
      LOG.error("Nothing can be accepted from the inbox now, files wait: {}", cause.toString());
    }
    until = clock.instant().plus(pause);
    failing = true;
  }

  /** Something was accepted. */
  void end() {
    if (failing && !isOn()) {
      synchronized (this) {
        if (failing && !isOn()) {
          failing = false;
          LOG.info("Files from the inbox are accepted again");
        }
      }
    }
  }

  /** This one file cannot be read now. */
  void setAside(Claim claim, Throwable cause) {
    setAside.keep(claim.token(), clock.instant().plus(LONGEST));
    said.warn(claim.path().getFileName().toString(), "it cannot be read: " + cause);
  }
}
