package io.formrelay.operations;

import io.formrelay.door.ApiKey;
import io.formrelay.door.BrowserSettings;
import io.formrelay.door.BrowserSettings.Captcha;
import io.formrelay.door.BrowserSettings.Rate;
import io.formrelay.door.ClientAddress;
import io.formrelay.operations.Settings.Door;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks the settings of the HTTP door. */
final class DoorSettingsReader {

  /** What {@link SettingsReader} is to know of this door. */
  static final Set<String> KEYS =
      Set.of(
          "relay.api-key",
          "relay.api-keys",
          "relay.http.origins",
          "relay.http.client-rate",
          "relay.http.trusted-proxies",
          "relay.http.targets",
          "relay.http.min-fill",
          "relay.http.captcha.verify-url",
          "relay.http.captcha.secret",
          "relay.http.captcha.field",
          "relay.http.captcha.timeout",
          "door.rate",
          "door.key-rate",
          "door.waits",
          "door.patience",
          "door.connections");

  private static final String KEYS_KEY = "relay.api-keys";
  private static final String HASHED = "sha256:";
  private static final int SHORTEST_KEY = 16;
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_-]{1,32}):(.+)");

  /** An origin as browsers send it. */
  static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

  private static final Pattern LOCAL =
      Pattern.compile("self|https?://(localhost|127(\\.[0-9]{1,3}){3})(:[0-9]{1,5})?");

  private final SettingValues values;

  DoorSettingsReader(SettingValues values) {
    this.values = values;
  }

  Door read() {
    List<ApiKey> keys = keys();
    return new Door(
        host(keys.isEmpty()),
        values.whole("camel.server.port", 0, 65535),
        keys,
        values.whole("door.rate", 0, 1_000_000),
        values.whole("door.key-rate", 0, 1_000_000),
        values.whole("door.waits", 0, 1_000),
        values.duration("door.patience", Duration.ofMillis(100), Duration.ofMinutes(10)),
        values.whole("door.connections", 1, 100_000),
        browsers(keys.isEmpty()));
  }

  /** What nobody may see: keys that are not hashed, and the captcha's secret. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    secrets.add(values.text("relay.api-key"));
    for (String each : values.words(KEYS_KEY)) {
      Matcher named = NAMED.matcher(each);
      if (named.matches() && !named.group(2).startsWith(HASHED)) {
        secrets.add(named.group(2));
      }
    }
    secrets.add(values.text("relay.http.captcha.secret"));
    return secrets;
  }

  /** No message repeats a key. */
  private List<ApiKey> keys() {
    List<ApiKey> keys = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of("default"));
    String single = values.text("relay.api-key");
    if (!single.isEmpty()) {
      keys.add(ApiKey.of("default", single));
    }
    for (String each : values.words(KEYS_KEY)) {
      Matcher named = NAMED.matcher(each);
      if (!named.matches()) {
        throw new SettingException(
            KEYS_KEY, "is a list of <name>:<key> or <name>:sha256:<digest>, with commas between");
      }
      if (!names.add(named.group(1))) {
        throw new SettingException(KEYS_KEY, "names two keys " + named.group(1));
      }
      keys.add(key(named.group(1), named.group(2)));
    }
    return keys;
  }

  private static ApiKey key(String name, String key) {
    if (key.startsWith(HASHED)) {
      try {
        return ApiKey.ofDigest(name, key.substring(HASHED.length()));
      } catch (IllegalArgumentException e) {
        throw new SettingException(
            KEYS_KEY, "has no SHA-256 digest of 64 hexadecimal digits for " + name);
      }
    }
    if (key.length() < SHORTEST_KEY) {
      throw new SettingException(
          KEYS_KEY, "the key " + name + " has fewer than " + SHORTEST_KEY + " characters");
    }
    return ApiKey.of(name, key);
  }

  private BrowserSettings browsers(boolean withoutKeys) {
    List<String> origins = values.words("relay.http.origins");
    for (String origin : origins) {
      if (!origin.equals(BrowserSettings.SELF) && !ORIGIN.matcher(origin).matches()) {
        throw new SettingException(
            "relay.http.origins",
            "is a list of origins as browsers send them, such as https://www.example.com; '"
                + origin
                + "' is none");
      }
    }
    // Visitors of other machines come through a proxy, which could show anybody in.
    for (String origin : origins) {
      if (withoutKeys && !LOCAL.matcher(origin).matches()) {
        throw new SettingException(
            "relay.api-key", "is missing; without a key relay.http.origins cannot name " + origin);
      }
    }
    List<String> proxies = values.words("relay.http.trusted-proxies");
    try {
      new ClientAddress(proxies);
    } catch (IllegalArgumentException e) {
      throw new SettingException("relay.http.trusted-proxies", e.getMessage());
    }
    return new BrowserSettings(
        origins,
        rate("relay.http.client-rate"),
        proxies,
        values.words("relay.http.targets"),
        values.duration("relay.http.min-fill", Duration.ZERO, Duration.ofHours(1)),
        captcha());
  }

  private Rate rate(String key) {
    String value = values.text(key);
    if (value.equals("0")) {
      return new Rate(0, Duration.ofMinutes(1));
    }
    Matcher read = Pattern.compile("([1-9][0-9]{0,8})/([0-9]+[a-z]+)").matcher(value);
    if (!read.matches()) {
      throw new SettingException(
          key, "is 0 or so many in a time, as in 30/10m, not '" + value + "'");
    }
    return new Rate(
        Integer.parseInt(read.group(1)),
        SettingValues.duration(key, read.group(2), Duration.ofSeconds(1), Duration.ofDays(1)));
  }

  private Captcha captcha() {
    String address = values.text("relay.http.captcha.verify-url");
    if (address.isEmpty()) {
      return null;
    }
    URI verify;
    try {
      verify = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new SettingException("relay.http.captcha.verify-url", "is no address");
    }
    boolean http = "http".equals(verify.getScheme()) || "https".equals(verify.getScheme());
    if (!http || verify.getHost() == null || verify.getUserInfo() != null) {
      throw new SettingException("relay.http.captcha.verify-url", "is no http or https address");
    }
    return new Captcha(
        verify,
        values.required("relay.http.captcha.secret"),
        values.required("relay.http.captcha.field"),
        values.duration(
            "relay.http.captcha.timeout", Duration.ofMillis(100), Duration.ofMinutes(1)));
  }

  private String host(boolean withoutKeys) {
    String asked = values.text("camel.server.host");
    if (!withoutKeys) {
      return asked.isEmpty() ? "0.0.0.0" : asked;
    }
    String host = asked.isEmpty() ? "127.0.0.1" : asked;
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()) {
        throw new SettingException(
            "relay.api-key", "is missing; without a key camel.server.host must be the loopback");
      }
    } catch (UnknownHostException e) {
      throw new SettingException("camel.server.host", "has no address");
    }
    return host;
  }
}
