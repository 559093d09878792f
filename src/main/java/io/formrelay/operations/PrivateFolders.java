package io.formrelay.operations;

import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders and files that nobody but the relay's own user may enter. */
public final class PrivateFolders {

  private PrivateFolders() {}

  /**
   * Makes a folder and its parents, each synced into the one above; one that exists keeps the
   * permissions it has.
   */
  public static void create(Path folder) throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      files.folder(folder.toAbsolutePath());
    }
  }

  /** Waits until the names in a folder are on disk. */
  static void sync(Path folder) throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      files.sync(folder);
    }
  }

  /** These permissions for something that is to be made there; none where there are no such. */
  public static FileAttribute<?>[] only(Path place, String permissions) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
