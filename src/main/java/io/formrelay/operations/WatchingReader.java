package io.formrelay.operations;

import io.formrelay.watching.WatchingSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Reads and checks the settings of the management port and of what is watched. */
final class WatchingReader {

  /** The key of the management port, in every sense. */
  static final String KEY = "relay.management-key";

  /** The settings beside Camel's own {@code camel.management.*}. */
  static final Set<String> KEYS = Set.of(KEY, "health.overdue", "health.inbox-age", "replay.rate");

  private static final String PORT = "camel.management.port";
  private static final String HOST = "camel.management.host";
  private static final Duration DAY = Duration.ofDays(1);

  private final SettingValues values;
  private final Function<String, Optional<String>> lookup;

  WatchingReader(SettingValues values, Function<String, Optional<String>> lookup) {
    this.values = values;
    this.lookup = lookup;
  }

  WatchingSettings read() {
    boolean enabled = values.flag("camel.management.enabled");
    String key = values.text(KEY);
    String host = values.required(HOST).strip();
    if (enabled && key.isEmpty() && !isLoopback(host)) {
      throw new SettingException(KEY, "is missing; without it " + HOST + " must be the loopback");
    }
    boolean said = lookup.apply(PORT).filter(text -> !text.isBlank()).isPresent();
    return new WatchingSettings(
        enabled,
        host,
        said ? OptionalInt.of(values.whole(PORT, 0, 65_535)) : OptionalInt.empty(),
        key,
        values.duration("health.overdue", Duration.ofSeconds(1), DAY),
        values.duration("health.inbox-age", Duration.ofSeconds(1), DAY),
        values.whole("replay.rate", 1, 10_000));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new SettingException(HOST, "has no address");
    }
  }
}
