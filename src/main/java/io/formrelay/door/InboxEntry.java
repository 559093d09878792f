package io.formrelay.door;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the file behind a name that a folder listing gave.
 *
 * <p>{@link File} loses the letters of a name that the JVM's locale cannot express (a Turkish name
 * under {@code LANG=C}) and then names no file at all; {@link Path} keeps the name's bytes.
 */
final class InboxEntry {

  private InboxEntry() {}

  /** The file's path, or empty where it has gone. */
  static Optional<Path> find(File file) throws IOException {
    try {
      Path path = file.toPath();
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      // The name has lost letters: the search below finds what it was.
    }
    return expressible(file.getName()).contains("?") ? search(file) : Optional.empty();
  }

  private static Optional<Path> search(File file) throws IOException {
    String wanted = expressible(file.getName());
    Path found = null;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(file.getParentFile().toPath())) {
      for (Path entry : entries) {
        boolean matches = expressible(entry.getFileName().toString()).equals(wanted);
        if (matches && (found == null || entry.compareTo(found) < 0)) {
          found = entry;
        }
      }
    }
    return Optional.ofNullable(found);
  }

  private static String expressible(String name) {
    return name.replace('\uFFFD', '?');
  }
}
