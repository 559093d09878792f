package io.formrelay.command;

import io.formrelay.operations.PrivateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that were being accepted when a relay stopped. A ledger that is older than they are does
 * not know how far they had come, so that a person has to look before they are dropped again.
 */
record ClaimsAside(Path inbox) {

  /** Moves them into a new folder of the inbox, if there are any, and tells where they are. */
  List<Path> moveInto(String folder) throws IOException {
    Path accepting = inbox.resolve(".accepting");
    List<Path> moved = new ArrayList<>();
    if (Files.isDirectory(accepting)) {
      try (Stream<Path> claims = Files.list(accepting)) {
        for (Path claim : claims.toList()) {
          PrivateFolders.create(inbox.resolve(folder));
          moved.add(Files.move(claim, inbox.resolve(folder).resolve(claim.getFileName())));
        }
      }
    }
    return moved;
  }
}
