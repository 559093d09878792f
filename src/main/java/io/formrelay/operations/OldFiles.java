package io.formrelay.operations;

import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Deletes files that no row of the ledger stands for, by their age. */
final class OldFiles {

  private static final int TOGETHER = 200;

  private final WholeFiles files;

  /** Deletes with this. */
  OldFiles(WholeFiles files) {
    this.files = files;
  }

  /**
   * Deletes what the doors refused or put aside before a time.
   *
   * @return how many files; a reason beside a file is one of its own
   */
  int refused(Path data, Instant before, BooleanSupplier stopping) throws IOException {
    int deleted = 0;
    for (Path folder :
        List.of(data.resolve("dead-letter").resolve("intake"), data.resolve("quarantine"))) {
      deleted += older(folder, before, stopping);
    }
    return deleted;
  }

  /**
   * Deletes folders with the files in them.
   *
   * @return how many files
   */
  int whole(List<Path> folders) throws IOException {
    int deleted = 0;
    for (Path folder : folders) {
      try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
        List<Path> inside = new ArrayList<>();
        listed.forEach(inside::add);
        deleted += files.delete(inside);
      }
      files.delete(List.of(folder));
    }
    return deleted;
  }

  private int older(Path folder, Instant before, BooleanSupplier stopping) throws IOException {
    int deleted = 0;
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      for (Path each : listed) {
        if (stopping.getAsBoolean()) {
          break;
        }
        if (isOlder(each, before)) {
          old.add(each);
        }
        if (old.size() == TOGETHER) {
          deleted += files.delete(old);
          old.clear();
        }
      }
    } catch (NoSuchFileException nothingRefusedYet) {
      return 0;
    }
    return deleted + files.delete(old);
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
              .toInstant()
              .isBefore(before);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** Deletes the folders of days before a time in which nothing is left. */
  void emptyDays(Path success, Instant before) throws IOException {
    LocalDate first = LocalDate.ofInstant(before, ZoneOffset.UTC);
    try (DirectoryStream<Path> targets = Files.newDirectoryStream(success, OldFiles::isFolder)) {
      for (Path target : targets) {
        try (DirectoryStream<Path> days = Files.newDirectoryStream(target, OldFiles::isFolder)) {
          for (Path day : days) {
            if (isBefore(day, first)) {
              deleteEmpty(day);
            }
          }
        }
      }
    } catch (NoSuchFileException nothingFiledYet) {
      // there is nothing to look through
    }
  }

  /** What else lies there is an operator's own. */
  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isBefore(Path day, LocalDate first) {
    try {
      return LocalDate.parse(day.getFileName().toString()).isBefore(first);
    } catch (DateTimeParseException noDay) {
      return false;
    }
  }

  private static void deleteEmpty(Path day) throws IOException {
    try {
      Files.delete(day);
    } catch (DirectoryNotEmptyException kept) {
      // some of that day ended elsewhere later
    }
  }
}
