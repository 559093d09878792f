package io.formrelay.operations;

import io.formrelay.delivery.TargetSettings;
import io.formrelay.form.FormSettings;
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
 * @param door the HTTP door
 * @param form the pages that people fill in
 * @param targets the partner systems
 * @param retryDelays the delays between attempts
 * @param store the ledger's database
 * @param secrets every value that nobody may see: the partners' credentials and the key
 */
public record Settings(
    Path config,
    boolean sandbox,
    Path data,
    Inbox inbox,
    Door door,
    FormSettings form,
    List<TargetSettings> targets,
    List<Duration> retryDelays,
    Store store,
    List<String> secrets) {

  /**
   * The folder door.
   *
   * @param path the folder
   * @param quiet how long a {@code .json} file must not have changed
   * @param quietLines how long a {@code .jsonl} or {@code .ndjson} file must not have changed
   * @param patience how long an incomplete file must not have changed to be refused
   */
  public record Inbox(Path path, Duration quiet, Duration quietLines, Duration patience) {}

  /**
   * The HTTP door.
   *
   * @param host the address it listens on
   * @param port its port
   * @param apiKey the key that callers show; blank where it listens on the loopback only
   * @param rate the most calls per second; 0 for as many as come
   * @param waits how many callers may wait for an outcome at once
   */
  public record Door(String host, int port, String apiKey, int rate, int waits) {
    @Override
    public String toString() {
      return "Door[" + host + ":" + port + "]";
    }
  }

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
    return "Settings[data=" + data + ", inbox=" + inbox.path() + ", door=" + door + "]";
  }
}
