package io.formrelay.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A relay's data folder as an operator sees it.
 *
 * @param path where it is
 */
public record DataFolder(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Drops a file into the inbox, whole or not at all. */
  public void drop(String name, String content) throws IOException {
    Path inbox = Files.createDirectories(path.resolve("inbox"));
    Path hidden = Files.writeString(inbox.resolve("." + name), content);
    Files.move(hidden, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Every file below a folder, hidden ones too. */
  public List<Path> files(String folder) {
    while (true) {
      try (Stream<Path> files = Files.walk(path.resolve(folder))) {
        return files.filter(Files::isRegularFile).sorted().toList();
      } catch (NoSuchFileException e) {
        return List.of();
      } catch (UncheckedIOException movedMeanwhile) {
        // a walk cannot see a folder that changes as it stood at one moment: once more
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The finished receipts below a folder, as in {@code success/licrus}. */
  List<JsonNode> receipts(String folder) {
    return files(folder).stream()
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .map(DataFolder::read)
        .toList();
  }

  /** A file that is one whole JSON document. */
  public static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
