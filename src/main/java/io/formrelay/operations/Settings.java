package io.formrelay.operations;

import io.formrelay.delivery.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything the configuration says, read and found sensible before anything starts.
 *
 * @param config the folder of the schema, the result codes and the API's description
 * @param sandbox whether the partners are simulated
 * @param data the folder of the ledger and the receipts
 * @param inbox the folder door
 * @param apiKey the HTTP door's key; blank where the door listens on the loopback only
 * @param host the address the HTTP door listens on
 * @param port the HTTP door's port
 * @param inboxQuiet how long a {@code .json} file in the inbox must not have changed
 * @param inboxQuietLines how long a {@code .jsonl} or {@code .ndjson} file must not have changed
 * @param inboxPatience how long an incomplete file must not have changed to be refused
 * @param doorRate the most calls per second at the HTTP door; 0 for as many as come
 * @param doorWaits how many callers may wait for an outcome at once
 * @param targets the partner systems
 * @param retryDelays the delays between attempts
 * @param store the ledger's database
 * @param secrets every value that nobody may see: the partners' credentials and the key
 */
public record Settings(
    Path config,
    boolean sandbox,
    Path data,
    Path inbox,
    String apiKey,
    String host,
    int port,
    Duration inboxQuiet,
    Duration inboxQuietLines,
    Duration inboxPatience,
    int doorRate,
    int doorWaits,
    List<TargetSettings> targets,
    List<Duration> retryDelays,
    Store store,
    List<String> secrets) {

  /**
   * The ledger's database.
   *
   * @param url its JDBC address
   * @param username the user; blank where there is none
   * @param password the user's password; blank where there is none
   */
  public record Store(String url, String username, String password) {
    @Override
    public String toString() {
      return "Store[" + url.replaceAll("[?].*", "") + "]";
    }
  }

  /** Shows nothing secret. */
  @Override
  public String toString() {
    return "Settings[data=" + data + ", inbox=" + inbox + ", host=" + host + ", port=" + port + "]";
  }
}
