package io.formrelay.door;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/**
 * Decides when to look through {@code .accepting}, and passes the claimed files whose time has
 * come: none while nothing can be accepted, and none that could not be read a moment ago.
 *
 * <p>A folder that is listed while files are moved into it may show a later one and not an earlier
 * one. So nothing passes of a look that fell together with claims: the next look sees them all, and
 * files are accepted in the order of their claims.
 */
public final class ClaimedFiles extends DefaultPollingConsumerPollStrategy
    implements GenericFileFilter<File> {

  private static final Duration ASIDE = Duration.ofSeconds(30);

  private final Clock clock;
  private final IntakePause pause;
  private final Memory<Instant> aside = new Memory<>();
  private final SaidOnce said = new SaidOnce(ClaimedFiles.class);

  /** Counts the beginnings and the ends of claiming: odd while files are being moved. */
  private final AtomicLong claims = new AtomicLong();

  private volatile long claimsAtLook;

  /**
   * Passes files.
   *
   * @param clock tells when a file that could not be read is tried again
   * @param pause knows whether anything can be accepted
   */
  public ClaimedFiles(Clock clock, IntakePause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    claimsAtLook = claims.get();
    return claimsAtLook % 2 == 0 && !pause.isOn();
  }

  @Override
  public boolean accept(GenericFile<File> file) {
    Optional<Claim> claim = Claim.of(file.getFile().toPath());
    if (claim.isEmpty()
        || Format.of(claim.get().name()).isEmpty()
        || !Files.isRegularFile(claim.get().path(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return claims.get() == claimsAtLook && !pause.isOn() && !isAside(claim.get());
  }

  /** A time further away than any was set by a clock that has been put back since. */
  private boolean isAside(Claim claim) {
    Instant notBefore = aside.of(claim.token());
    Instant now = clock.instant();
    return notBefore != null && now.isBefore(notBefore) && !notBefore.isAfter(now.plus(ASIDE));
  }

  /** Files are going to be moved into {@code .accepting}, by one thread. */
  void beginClaims() {
    claims.incrementAndGet();
  }

  /** They have been moved. */
  void endClaims() {
    claims.incrementAndGet();
  }

  /** This one file cannot be read, or not be deleted, now. */
  void setAside(Claim claim, Throwable cause) {
    aside.keep(claim.token(), clock.instant().plus(ASIDE));
    said.warn(claim.path().getFileName().toString(), cause.toString());
  }
}
