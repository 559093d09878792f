package io.formrelay.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the relay of a data folder is managed, and what is as good as its key while it runs: {@code
 * .management} in that folder, which the relay's own user alone can read. It is there while the
 * relay runs. A crash leaves one behind: whatever answers at its address then is no relay of this
 * folder, which {@link #isOfARunningRelay} tells.
 *
 * @param url the address of the management port, without a path
 * @param token what a caller shows as {@code Authorization: Bearer}; another one at every start
 * @param pid the relay's process
 */
public record ManagementFile(String url, String token, long pid) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads what a relay has written.
   *
   * @param data the relay's data folder
   * @return empty where no relay runs, as far as the file tells
   * @throws IOException where it cannot be read
   */
  public static Optional<ManagementFile> read(Path data) throws IOException {
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(in(data)));
      return Optional.of(
          new ManagementFile(
              read.path("url").asText(), read.path("token").asText(), read.path("pid").asLong()));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Writes it whole, over what an earlier relay has left. */
  public void write(Path data, WholeFiles files) throws IOException {
    ObjectNode content =
        JSON.createObjectNode().put("url", url).put("token", token).put("pid", pid);
    files.write(Map.of(in(data), WholeFiles.Content.of(JSON.writeValueAsBytes(content))));
  }

  /**
   * Whether the process that wrote it still runs. Known edge: after a crash another program of the
   * same user may have been given the same number.
   *
   * @throws IOException where the file's owner cannot be told
   */
  public boolean isOfARunningRelay(Path data) throws IOException {
    String owner = Files.getOwner(in(data)).getName();
    return ProcessHandle.of(pid)
        .filter(process -> process.info().user().map(owner::equals).orElse(true))
        .isPresent();
  }

  /** Takes it away, at an end in order. */
  public static void delete(Path data) throws IOException {
    Files.deleteIfExists(in(data));
  }

  private static Path in(Path data) {
    return data.resolve(".management");
  }

  /** Shows nothing secret. */
  @Override
  public String toString() {
    return "ManagementFile[" + url + "]";
  }
}
