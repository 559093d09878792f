package io.formrelay.door;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once of a file why it stays where it is, however often the folder is looked through.
 *
 * <p>At most a thousand files are named in an hour: a folder full of such must not fill the log.
 */
final class SaidOnce {

  private static final int MOST = 1_000;

  private final Logger log;
  private final Memory<String> said = new Memory<>();
  private final Bucket lines =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(MOST).refillIntervally(MOST, Duration.ofHours(1)))
          .build();

  private boolean silent;

  SaidOnce(Class<?> speaker) {
    this.log = LoggerFactory.getLogger(speaker);
  }

  /**
   * Warns, unless the same was said of the file before.
   *
   * @param name the file's name
   * @param reason why it stays, as the end of a sentence
   */
  synchronized void warn(String name, String reason) {
    if (reason.equals(said.keep(name, reason))) {
      return;
    }
    if (lines.tryConsume(1)) {
      silent = false;
      log.warn("{} is left alone: {}", Claim.printable(name), reason);
    } else if (!silent) {
      silent = true;
      log.warn("More than {} files are left alone; for an hour no more are named", MOST);
    }
  }
}
