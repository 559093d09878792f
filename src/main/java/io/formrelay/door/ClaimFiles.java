package io.formrelay.door;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.receipt.WholeFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;

/**
 * A step that takes files out of their senders' hands: each is synced, then renamed into {@code
 * .accepting} under a token that no other arrival has, in the order of the list that is the body.
 *
 * <p>A file and its name are synced first because a sender takes one that has left the inbox for
 * accepted. A file that cannot be moved stays in the inbox. The renames themselves are synced by
 * {@link AcceptElements} before anything of a file is accepted.
 */
public final class ClaimFiles implements Processor {

  private final Path inbox;
  private final Supplier<String> tokens;
  private final ClaimedFiles claimed;
  private final WholeFiles files;
  private final SaidOnce said = new SaidOnce(ClaimFiles.class);

  /**
   * Makes the inbox and its {@code .accepting}, where they are missing.
   *
   * @param inbox the inbox
   * @param tokens gives every claim a name of its own, {@code [A-Za-z0-9_-]{1,60}}, also across
   *     restarts; files are accepted in the order of their tokens' characters
   * @param claimed is told while files are being moved
   * @param files makes folders and syncs
   * @throws IOException where the folders cannot be made
   */
  public ClaimFiles(Path inbox, Supplier<String> tokens, ClaimedFiles claimed, WholeFiles files)
      throws IOException {
    this.inbox = inbox.toAbsolutePath();
    this.tokens = tokens;
    this.claimed = claimed;
    this.files = files;
    files.folder(this.inbox.resolve(Claim.FOLDER));
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    files.folder(inbox.resolve(Claim.FOLDER));
    List<Path> paths = found(exchange.getMessage().getMandatoryBody(List.class));
    FailPoint.FILES_FOUND.reached();
    paths = synced(paths);
    if (!isInboxSynced()) {
      return;
    }
    FailPoint.FILES_SYNCED.reached();
    claimed.beginClaims();
    try {
      paths.forEach(this::claim);
    } finally {
      claimed.endClaims();
    }
  }

  private void claim(Path path) {
    try {
      Claim claim = Claim.to(inbox, tokens.get(), path.getFileName().toString());
      files.forOwnerAlone(path);
      Files.move(path, claim.path(), StandardCopyOption.ATOMIC_MOVE);
      FailPoint.FILE_CLAIMED.reached();
    } catch (NoSuchFileException e) {
      // Its sender took it back, or another relay was faster.
    } catch (IOException e) {
      said.warn(path.getFileName().toString(), "it cannot be taken from the inbox: " + e);
    }
  }

  private List<Path> found(List<?> listed) {
    List<Path> paths = new ArrayList<>();
    for (Object each : listed) {
      // Converting to a File would not do: Camel makes slashes of the backslashes in a name.
      File file = (File) ((GenericFile<?>) each).getFile();
      try {
        // Looked at again: a pipe or a link may have taken the place of the file that had settled.
        InboxEntry.find(file)
            .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
            .ifPresent(paths::add);
      } catch (IOException e) {
        said.warn(file.getName(), "it cannot be found: " + e);
      }
    }
    return paths;
  }

  /** Else a power cut could take a file's new name, and its old one was never on disk. */
  private boolean isInboxSynced() {
    try {
      files.sync(inbox);
      return true;
    } catch (IOException e) {
      said.warn(inbox.toString(), "the names in it cannot be synced: " + e);
      return false;
    }
  }

  private List<Path> synced(List<Path> paths) {
    try {
      files.sync(paths);
      return paths;
    } catch (IOException e) {
      return paths.stream().filter(this::isSynced).toList();
    }
  }

  private boolean isSynced(Path path) {
    try {
      files.sync(List.of(path));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      said.warn(path.getFileName().toString(), "it cannot be read: " + e);
      return false;
    }
  }
}
