package io.formrelay.door;

import io.formrelay.receipt.WholeFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;

/**
 * A step that takes a file out of its sender's hands: it is synced, then renamed into {@code
 * .accepting} under a token that no other arrival has.
 *
 * <p>The file is synced first because a sender takes one that has left the inbox for accepted. A
 * file that cannot be moved stays in the inbox. The rename itself is synced by {@link
 * AcceptElements} before anything of the file is accepted, once for many files.
 */
public final class ClaimFile implements Processor {

  private final Path inbox;
  private final Supplier<String> tokens;
  private final WholeFiles files;
  private final SaidOnce said = new SaidOnce(ClaimFile.class);

  /**
   * Makes the inbox and its {@code .accepting}, where they are missing.
   *
   * @param inbox the inbox
   * @param tokens gives every claim a name of its own, {@code [A-Za-z0-9_-]{1,60}}, also across
   *     restarts; files are accepted in the order of their tokens' characters
   * @param files makes folders and syncs
   * @throws IOException where the folders cannot be made
   */
  public ClaimFile(Path inbox, Supplier<String> tokens, WholeFiles files) throws IOException {
    this.inbox = inbox.toAbsolutePath();
    this.tokens = tokens;
    this.files = files;
    files.folder(this.inbox.resolve(Claim.FOLDER));
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    // The body as a File would not do: Camel makes slashes of the backslashes in a name.
    File file = (File) exchange.getMessage().getMandatoryBody(GenericFile.class).getFile();
    try {
      Optional<Path> path = InboxEntry.find(file);
      if (path.isPresent()) {
        claim(path.get());
      }
    } catch (NoSuchFileException e) {
      // Its sender took it back, or another relay was faster.
    } catch (IOException e) {
      said.warn(file.getName(), "it cannot be taken from the inbox: " + e);
    }
  }

  private void claim(Path path) throws IOException {
    Claim claim = Claim.to(inbox, tokens.get(), path.getFileName().toString());
    files.folder(claim.path().getParent());
    files.sync(path);
    Files.move(path, claim.path(), StandardCopyOption.ATOMIC_MOVE);
  }
}
