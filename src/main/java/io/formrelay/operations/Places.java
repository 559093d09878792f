package io.formrelay.operations;

import io.formrelay.door.IntakePause;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the folders in which the relay works: whether they can be written, and have room. */
final class Places {

  private static final long MIB = 1L << 20;

  private final Path data;
  private final Path inbox;
  private final long leastFree;
  private final IntakePause pause;

  /**
   * Looks at the folders of these settings.
   *
   * @param pause knows whether files can be accepted
   */
  Places(Settings settings, IntakePause pause) {
    this.data = settings.data();
    this.inbox = settings.inbox().path();
    this.leastFree = settings.leastFree();
    this.pause = pause;
  }

  /** What keeps files from being taken out of the inbox. */
  Optional<String> inbox() {
    return Stream.of(inbox, inbox.resolve(".accepting"))
        .map(Places::unusable)
        .filter(Objects::nonNull)
        .findFirst()
        .or(pause::trouble);
  }

  private static String unusable(Path folder) {
    if (!Files.isDirectory(folder)) {
      return folder + " is no folder";
    }
    return Files.isWritable(folder) ? null : folder + " cannot be written to";
  }

  /** Which of the folders has too little room. */
  Optional<String> disk() {
    return Stream.of(data, inbox).map(this::narrow).filter(Objects::nonNull).findFirst();
  }

  private String narrow(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      if (store.isReadOnly()) {
        return folder + " is on a disk that is read-only";
      }
      long free = store.getUsableSpace();
      return free < leastFree
          ? String.format(
              Locale.ROOT,
              "%s has %.1f MiB left; disk.least asks for %d",
              folder,
              (double) free / MIB,
              leastFree / MIB)
          : null;
    } catch (IOException e) {
      return folder + " cannot be looked at: " + e;
    }
  }
}
