package io.formrelay.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders and files that nobody but the relay's own user may enter. */
public final class PrivateFolders {

  private PrivateFolders() {}

  /** Makes a folder and its parents; one that exists keeps the permissions it has. */
  public static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder, only(folder, "rwx------"));
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
