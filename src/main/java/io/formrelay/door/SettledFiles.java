package io.formrelay.door;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Passes the files of the inbox that their writers have finished, and leaves all others alone.
 *
 * <p>A file is finished when it has not changed for a while and what it holds is complete. One that
 * has not changed but is incomplete may have a writer that pauses: it is looked at again until it
 * is old, and then passed on to be refused. Lines wait longer, because a pause between two of them
 * looks like the end. A file changes when its time of modification or its size does; a time that
 * lies ahead of the clock says nothing, so that such a file is judged by what is seen of it here.
 */
public final class SettledFiles implements GenericFileFilter<File> {

  /** A file of holes takes no room and any time to be read: there must be an end to it. */
  private static final long LARGEST = 8L << 30;

  private final Clock clock;
  private final Duration quiet;
  private final Duration quietLines;
  private final Duration patience;
  private final BooleanSupplier open;
  private final Memory<Look> looks = new Memory<>();
  private final SaidOnce said = new SaidOnce(SettledFiles.class);

  /** How a file looked when it was first seen in its present state. */
  private record Look(long size, Instant modified, Instant since, boolean incomplete) {}

  /**
   * Judges files.
   *
   * @param clock tells how old a file is
   * @param quiet how long a {@code .json} file must not have changed, e.g. 1 s
   * @param quietLines how long a {@code .jsonl} or {@code .ndjson} file must not, e.g. 5 s
   * @param patience how long an incomplete file must not have changed to be passed on, e.g. 10 s
   * @param open whether the relay can accept anything now: where not, files stay where they are
   */
  public SettledFiles(
      Clock clock, Duration quiet, Duration quietLines, Duration patience, BooleanSupplier open) {
    this.clock = clock;
    this.quiet = quiet;
    this.quietLines = quietLines;
    this.patience = patience;
    this.open = open;
  }

  @Override
  public boolean accept(GenericFile<File> listed) {
    File file = listed.getFile();
    Optional<Format> format = Format.of(file.getName());
    if (format.isEmpty() || !open.getAsBoolean()) {
      return false;
    }
    try {
      Optional<Path> path = InboxEntry.find(file);
      return path.isPresent() && isSettled(path.get(), format.get());
    } catch (NoSuchFileException e) {
      return false;
    } catch (AccessDeniedException e) {
      said.warn(file.getName(), "it may not be read");
    } catch (IOException e) {
      said.warn(file.getName(), "it cannot be read: " + e);
    }
    return false;
  }

  private boolean isSettled(Path path, Format format) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      said.warn(path.getFileName().toString(), "it is no regular file");
      return false;
    }
    if (attributes.size() > LARGEST) {
      said.warn(path.getFileName().toString(), "it is larger than 8 GiB");
      return false;
    }
    if (!Files.isReadable(path)) {
      throw new AccessDeniedException(path.toString());
    }
    String name = path.toString();
    Instant now = clock.instant();
    Look look = look(name, attributes, now);
    Instant unchanged = look.modified().isBefore(look.since()) ? look.modified() : look.since();
    Duration age = Duration.between(unchanged, now);
    if (age.compareTo(format == Format.JSON ? quiet : quietLines) < 0) {
      return false;
    }
    if (age.compareTo(patience) >= 0) {
      looks.forget(name);
      return true;
    }
    if (look.incomplete()) {
      return false;
    }
    if (isComplete(path, format)) {
      looks.forget(name);
      return true;
    }
    looks.keep(name, new Look(look.size(), look.modified(), look.since(), true));
    return false;
  }

  private Look look(String name, BasicFileAttributes attributes, Instant now) {
    Instant modified = attributes.lastModifiedTime().toInstant();
    Look before = looks.of(name);
    if (before != null
        && before.size() == attributes.size()
        && before.modified().equals(modified)) {
      return before;
    }
    Look look = new Look(attributes.size(), modified, now, false);
    looks.keep(name, look);
    return look;
  }

  private static boolean isComplete(Path path, Format format) throws IOException {
    try (InputStream stream =
        format == Format.JSON
            ? Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)
            : unfinishedLine(path)) {
      if (stream != null) {
        JsonDocument.check(stream);
      }
      return true;
    } catch (UnreadableFileException e) {
      return false;
    }
  }

  /** What stands behind the last line break, as far as a submission may reach; null if nothing. */
  private static InputStream unfinishedLine(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long start = Math.max(0, file.size() - Elements.LARGEST - 1);
      ByteBuffer tail = ByteBuffer.allocate((int) (file.size() - start));
      while (tail.hasRemaining() && file.read(tail, start + tail.position()) >= 0) {}
      int begin = tail.position();
      while (begin > 0 && tail.get(begin - 1) != '\n') {
        begin--;
      }
      boolean ended = begin == tail.position() && file.size() > 0;
      return ended ? null : new ByteArrayInputStream(tail.array(), begin, tail.position() - begin);
    }
  }
}
