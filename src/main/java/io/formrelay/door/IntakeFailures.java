package io.formrelay.door;

import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Counts how often the relay itself has failed at an element of a claimed file, across restarts:
 * {@code .<token>.failures} beside the file holds the element's number, one line for each time.
 */
final class IntakeFailures {

  /** The element that stands for the file as a whole. */
  static final long FILE = 0;

  private final WholeFiles files;

  IntakeFailures(WholeFiles files) {
    this.files = files;
  }

  /**
   * Counts one failure more.
   *
   * @param element the element, counted from 1, or {@link #FILE}
   * @return how often the relay has failed at it, this time included
   */
  synchronized long count(Claim claim, long element) throws IOException {
    Path path = path(claim);
    String line = element + "\n";
    String lines = read(path) + line;
    files.write(Map.of(path, WholeFiles.Content.of(lines.getBytes(StandardCharsets.US_ASCII))));
    return lines.lines().filter(each -> each.equals(line.strip())).count();
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
