package io.formrelay.operations;

import io.formrelay.delivery.TargetSettings;
import io.formrelay.door.ApiKey;
import io.formrelay.door.BrowserSettings;
import io.formrelay.form.FormSettings;
import io.formrelay.notice.NoticeSettings;
import io.formrelay.tracing.TracingSettings;
import io.formrelay.watching.WatchingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
 * @param leastFree the bytes that should be free on the disk
 * @param watching how the relay is watched
 * @param tracing where traces go; empty where nothing is traced
 * @param notices who is notified, and of what
 * @param keeping how what is kept is kept
 * @param secrets every value that nobody may see: the partners' credentials and the keys
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
    long leastFree,
    WatchingSettings watching,
    Optional<TracingSettings> tracing,
    NoticeSettings notices,
    Keeping keeping,
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
   * @param keys the keys that callers show; none where it listens on the loopback only
   * @param rate the most calls per second; 0 for as many as come
   * @param keyRate the most calls per second of one key; 0 for as many as come
   * @param waits how many callers may wait for an outcome at once
   * @param patience how long the head of a call may take to arrive, and as long again its body
   * @param connections how many may be open at once
   * @param browsers which browsers may call without a key
   */
  public record Door(
      String host,
      int port,
      List<ApiKey> keys,
      int rate,
      int keyRate,
      int waits,
      Duration patience,
      int connections,
      BrowserSettings browsers) {
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

  /**
   * How what is kept is kept, and for how long.
   *
   * @param encryptionKeys the keys of the fields that are encrypted, as they are written: the first
   *     encrypts, all decrypt; blank where the relay makes its own
   * @param success how long what succeeded is kept; zero for ever
   * @param deadLetter how long dead letters are kept; zero for ever
   */
  public record Keeping(String encryptionKeys, Duration success, Duration deadLetter) {
    @Override
    public String toString() {
      return "Keeping[success=" + success + ", deadLetter=" + deadLetter + "]";
    }
  }

  /** Shows nothing secret. */
  @Override
  public String toString() {
    return "Settings[data=" + data + ", inbox=" + inbox.path() + ", door=" + door + "]";
  }
}
