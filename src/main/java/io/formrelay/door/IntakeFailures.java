package io.formrelay.door;

import io.formrelay.delivery.Thrown;
import io.formrelay.ledger.LedgerException;
import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often the relay itself has failed at an element of a claimed file, across restarts:
 * {@code .<token>.failures} beside the file holds the element's number, one line for each time.
 */
final class IntakeFailures {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeFailures.class);

  /** The element that stands for the file as a whole. */
  static final long FILE = 0;

  /** What the relay fails at so often is not tried again. */
  private static final int TRIES = 3;

  /** Thrown where the accepting route does not run, or ends. */
  private static final Set<Class<? extends Throwable>> NOT_NOW =
      Set.of(
          LedgerException.class,
          RejectedExecutionException.class,
          DirectConsumerNotAvailableException.class,
          InterruptedException.class);

  private final WholeFiles files;

  IntakeFailures(WholeFiles files) {
    this.files = files;
  }

  /** Whether it lies neither in the disk or the ledger nor in a route that is stopped just now. */
  static boolean isTheRelaysOwn(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof IOException || NOT_NOW.contains(e.getClass())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Counts one failure more.
   *
   * @param element the element, counted from 1, or {@link #FILE}
   * @return why it is refused, where it has been tried often enough
   */
  synchronized Optional<Refusal> count(Claim claim, long element, Throwable failure) {
    String reason = Thrown.inWords(failure);
    LOG.error("{}: the relay failed at element {}: {}", claim.name(), element, reason);
    try {
      String line = Long.toString(element);
      String lines = read(path(claim)) + line + "\n";
      byte[] content = lines.getBytes(StandardCharsets.US_ASCII);
      files.write(Map.of(path(claim), WholeFiles.Content.of(content)));
      return lines.lines().filter(line::equals).count() < TRIES
          ? Optional.empty()
          : Optional.of(Refusal.relayFailed(TRIES, reason));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: that cannot be counted: {}", claim.name(), e.toString());
      return Optional.empty();
    }
  }

  /** Where the count of a file stands; there is nothing where the relay has not failed. */
  static Path path(Claim claim) {
    return claim.path().resolveSibling("." + claim.token() + ".failures");
  }

  private static String read(Path path) throws IOException {
    try {
      return Files.readString(path, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException none) {
      return "";
    }
  }
}
