package io.formrelay.command;

import io.formrelay.operations.PrivateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** An SQLite file and those that SQLite keeps beside it. */
record SideFiles(Path file) {

  private static final List<String> ENDINGS = List.of("", "-wal", "-shm");

  static SideFiles of(Path file) {
    return new SideFiles(file);
  }

  void delete() throws IOException {
    for (String ending : ENDINGS) {
      Files.deleteIfExists(with(file, ending));
    }
  }

  /** Moves those that are there into a new folder beside them, and tells where they are. */
  List<Path> moveInto(Path folder) throws IOException {
    Files.createDirectory(folder, PrivateFolders.only(folder, "rwx------"));
    return moveTo(folder.resolve(file.getFileName()));
  }

  /** Renames those that are there, and tells their new names. */
  List<Path> moveTo(Path other) throws IOException {
    List<Path> moved = new ArrayList<>();
    for (String ending : ENDINGS) {
      Path from = with(file, ending);
      if (Files.exists(from)) {
        moved.add(Files.move(from, with(other, ending), StandardCopyOption.ATOMIC_MOVE));
      }
    }
    return moved;
  }

  private static Path with(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
