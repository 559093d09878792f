package io.formrelay.operations;

import io.formrelay.submission.SubmissionIds;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The files that the folder door has taken and not come to the end of. */
final class Claims {

  private static final int UUID_LENGTH = 36;
  private static final int BELOW_THE_TIME = 16;

  private Claims() {}

  /**
   * When the first of them was taken, as the token in its name tells.
   *
   * @param inbox the inbox
   * @return empty where there are none
   */
  static Optional<Instant> oldest(Path inbox) throws IOException {
    Instant oldest = null;
    try (DirectoryStream<Path> listed =
        Files.newDirectoryStream(inbox.resolve(".accepting"), "*~*")) {
      for (Path each : listed) {
        Instant taken = taken(each.getFileName().toString());
        oldest = oldest == null || taken.isBefore(oldest) ? taken : oldest;
      }
    } catch (NoSuchFileException noneYet) {
      return Optional.empty();
    }
    return Optional.ofNullable(oldest);
  }

  /** A name without a time in it may be of any. */
  private static Instant taken(String name) {
    String token = name.substring(0, Math.min(UUID_LENGTH, name.length()));
    return SubmissionIds.isMade(token)
        ? Instant.ofEpochMilli(UUID.fromString(token).getMostSignificantBits() >>> BELOW_THE_TIME)
        : Instant.EPOCH;
  }
}
