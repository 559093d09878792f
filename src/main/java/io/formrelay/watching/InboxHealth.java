package io.formrelay.watching;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Reports the inbox as down while a file waits in it for too long. The age counts from when the
 * file came to its place, where the file system tells that: one that was moved there may be old
 * itself.
 */
public final class InboxHealth extends AbstractHealthCheck {

  /** Enough to find one that is too old; a folder of a million would take seconds. */
  private static final int MOST = 10_000;

  private static final List<String> ENDINGS = List.of(".json", ".jsonl", ".ndjson");

  private final Path inbox;
  private final Duration longest;
  private final Clock clock;

  /** Watches the files of this folder, none of which shall wait longer than this. */
  public InboxHealth(Path inbox, Duration longest, Clock clock) {
    super("formrelay", "inbox-age");
    this.inbox = inbox;
    this.longest = longest;
    this.clock = clock;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    try {
      long age = Math.max(0, Duration.between(oldest(), clock.instant()).toSeconds());
      builder.detail("oldestSeconds", age);
      if (age > longest.toSeconds()) {
        builder.down().message("a file waits in the inbox for " + age + " seconds");
      } else {
        builder.up();
      }
    } catch (IOException | DirectoryIteratorException e) {
      builder.down().message("the inbox cannot be read: " + e.getMessage());
    }
  }

  private Instant oldest() throws IOException {
    Instant oldest = clock.instant();
    int seen = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(inbox, InboxHealth::isTaken)) {
      for (Path file : files) {
        Instant came = came(file);
        oldest = came.isBefore(oldest) ? came : oldest;
        if (++seen == MOST) {
          break;
        }
      }
    }
    return oldest;
  }

  private static boolean isTaken(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && !name.endsWith(".reason.json")
        && ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Instant came(Path file) throws IOException {
    try {
      return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    } catch (NoSuchFileException e) {
      // It was taken meanwhile.
      return clock.instant();
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return Files.getLastModifiedTime(file).toInstant();
    }
  }
}
