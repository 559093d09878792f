package io.formrelay.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An SQLite file and those that SQLite keeps beside it. */
record SideFiles(Path file) {

  private static final List<String> ENDINGS = List.of("", "-wal", "-shm");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  static SideFiles of(Path file) {
    return new SideFiles(file);
  }

  void delete() throws IOException {
    for (String ending : ENDINGS) {
      Files.deleteIfExists(with(file, ending));
    }
  }

  /** Renames those that are there, and tells their new names. */
  List<Path> moveAside(Clock clock) throws IOException {
    Path aside =
        file.resolveSibling(file.getFileName() + ".before-" + TIME.format(clock.instant()));
    return moveTo(aside);
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
