package io.formrelay.watching;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the relay is watched.
 *
 * @param enabled whether there is a management port
 * @param host the address it listens on
 * @param port its port; empty for the usual one, or any free one where that is taken
 * @param key the key that its callers show; blank where it listens on the loopback only
 * @param overdue how long deliveries may stand still before that is reported
 * @param inboxAge how long a file may wait in the inbox before that is reported
 * @param replayRate how many dead letters a second are replayed by a job
 */
public record WatchingSettings(
    boolean enabled,
    String host,
    OptionalInt port,
    String key,
    Duration overdue,
    Duration inboxAge,
    int replayRate) {

  /** The port where the settings name none. */
  public static final int USUAL_PORT = 9876;

  /** Shows nothing secret. */
  @Override
  public String toString() {
    return "WatchingSettings[" + host + ":" + port + "]";
  }
}
