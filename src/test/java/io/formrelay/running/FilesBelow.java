package io.formrelay.running;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds the whole files below a folder, and takes it as it comes that some go while it looks. */
final class FilesBelow extends SimpleFileVisitor<Path> {

  private final List<Path> found = new ArrayList<>();

  private FilesBelow() {}

  /** The files in the order of their paths; none where there is no such folder. */
  static List<Path> find(Path folder) throws IOException {
    FilesBelow below = new FilesBelow();
    Files.walkFileTree(folder, below);
    return below.found.stream().sorted().toList();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!file.toString().endsWith(".tmp")) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException gone) {
    return FileVisitResult.CONTINUE;
  }
}
