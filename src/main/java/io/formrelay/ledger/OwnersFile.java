package io.formrelay.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of an SQLite ledger, which nobody but its owner may read. */
final class OwnersFile {

  private final Path file;

  OwnersFile(Path file) {
    this.file = file;
  }

  /**
   * Creates the file and its folder where they are missing, and closes the file to others where it
   * is there. SQLite gives its side files the same permissions.
   */
  void prepare() throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(file.getParent(), attributes(posix, "rwx------"));
    if (!Files.exists(file)) {
      Files.createFile(file, attributes(posix, "rw-------"));
    }
    if (posix) {
      for (String side : new String[] {"", "-wal", "-shm"}) {
        Path each = file.resolveSibling(file.getFileName() + side);
        if (Files.exists(each)) {
          Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
        }
      }
    }
  }

  private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
