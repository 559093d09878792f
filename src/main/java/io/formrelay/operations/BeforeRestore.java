package io.formrelay.operations;

import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.LedgerUrl;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders into which a restore has put what was there before: the ledger's files, and files
 * that were being accepted.
 */
public final class BeforeRestore {

  /** What their names begin with; those in the inbox have a dot before it. */
  public static final String NAME = "before-restore-";

  private final Set<Path> parents = new LinkedHashSet<>();

  /** Those of a relay with these settings. */
  BeforeRestore(Settings settings) {
    Settings.Store store = settings.store();
    LedgerSettings ledger = new LedgerSettings(store.url(), store.username(), null, null);
    parents.add(settings.data());
    if (LedgerUrl.isFile(ledger)) {
      Path folder = LedgerUrl.file(ledger).getParent();
      if (!folder.equals(settings.data().toAbsolutePath())) {
        parents.add(folder);
      }
    }
    parents.add(settings.inbox().path());
  }

  /** Whether a folder is one of them, by its name. */
  static boolean isNamed(Path folder) {
    String name = folder.getFileName().toString();
    return name.startsWith(NAME) || name.startsWith("." + NAME);
  }

  /** Those that there are. */
  List<Path> folders() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path parent : parents) {
      try (DirectoryStream<Path> listed =
          Files.newDirectoryStream(
              parent,
              each -> isNamed(each) && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))) {
        listed.forEach(found::add);
      } catch (NoSuchFileException notMadeYet) {
        // there is nothing in it
      }
    }
    return found;
  }

  /**
   * Those that were made before a time.
   *
   * @param before compared with the time at which something was last put into or taken from one
   */
  List<Path> folders(Instant before) throws IOException {
    List<Path> old = new ArrayList<>();
    for (Path each : folders()) {
      if (Files.getLastModifiedTime(each).toInstant().isBefore(before)) {
        old.add(each);
      }
    }
    return old;
  }
}
