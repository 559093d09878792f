package io.formrelay.operations;

import io.formrelay.notice.NoticeSettings;
import io.formrelay.notice.NoticeSettings.Email;
import io.formrelay.notice.NoticeSettings.Tls;
import io.formrelay.notice.NoticeSettings.Webhook;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks the settings of notifications. */
final class NoticeReader {

  /** All of them. */
  static final Set<String> KEYS =
      Set.of(
          "notify.name",
          "notify.language",
          "notify.every",
          "notify.oldest-pending",
          "notify.webhook",
          "notify.webhook-key",
          "notify.email.to",
          "notify.email.from",
          "notify.email.server",
          "notify.email.tls",
          "notify.email.username",
          "notify.email.password");

  private static final int SMTPS = 465;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]{1,60}");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s\\p{Cntrl}\\p{Cf}<>()@,;:\"\\\\]+@[^\\s\\p{Cntrl}\\p{Cf}<>()@,;:\"\\\\]+");
  private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9.-]+):([0-9]{1,5})");

  private final SettingValues values;

  NoticeReader(SettingValues values) {
    this.values = values;
  }

  NoticeSettings read() {
    String name = values.text("notify.name");
    if (!NAME.matcher(name).matches()) {
      throw new SettingException("notify.name", "is a name of 1 to 60 printable characters");
    }
    return new NoticeSettings(
        name,
        Locale.forLanguageTag(values.choice("notify.language", "en", "tr")),
        values.duration("notify.every", Duration.ofMillis(50), Duration.ofHours(1)),
        values.duration("notify.oldest-pending", Duration.ofSeconds(1), Duration.ofDays(365)),
        webhook(),
        email());
  }

  private Optional<Webhook> webhook() {
    String address = values.text("notify.webhook");
    if (address.isEmpty()) {
      return Optional.empty();
    }
    // What is refused is not repeated: it may be all that keeps the address secret.
    try {
      URI uri = new URI(address);
      boolean https = "https".equals(uri.getScheme());
      if ((!https && !"http".equals(uri.getScheme())) || uri.getHost() == null) {
        throw new SettingException("notify.webhook", "is no http or https address");
      }
      if (uri.getUserInfo() != null || uri.getFragment() != null) {
        throw new SettingException("notify.webhook", "must carry no user, password or fragment");
      }
      if (!https && !isLoopback("notify.webhook", uri.getHost())) {
        throw new SettingException("notify.webhook", "must be https; http stays on this machine");
      }
      return Optional.of(new Webhook(uri, key()));
    } catch (URISyntaxException e) {
      throw new SettingException("notify.webhook", "is no address");
    }
  }

  private String key() {
    String key = values.text("notify.webhook-key");
    if (!key.chars().allMatch(each -> each > ' ' && each < 127)) {
      throw new SettingException("notify.webhook-key", "has a character that no header can carry");
    }
    return key;
  }

  private Optional<Email> email() {
    String to = values.text("notify.email.to");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Arrays.stream(to.split(",", -1)).forEach(each -> address("notify.email.to", each.strip()));
    String from = address("notify.email.from", values.required("notify.email.from").strip());
    Matcher server = SERVER.matcher(values.required("notify.email.server").strip());
    int port = server.matches() ? Integer.parseInt(server.group(2)) : 0;
    if (port < 1 || port > 65_535) {
      throw new SettingException("notify.email.server", "is a host and a port, as in mail:587");
    }
    String username = values.text("notify.email.username");
    String password = username.isEmpty() ? "" : values.required("notify.email.password");
    return Optional.of(
        new Email(server.group(1), port, tls(server.group(1), port), from, username, password));
  }

  private static String address(String key, String value) {
    if (!ADDRESS.matcher(value).matches()) {
      throw new SettingException(key, "is an e-mail address, as in ops@example.com");
    }
    return value;
  }

  private Tls tls(String host, int port) {
    String key = "notify.email.tls";
    boolean loopback = isLoopback("notify.email.server", host);
    boolean wanted = values.text(key).isEmpty() ? !loopback : values.flag(key);
    if (!wanted && !loopback) {
      throw new SettingException(key, "is false; without TLS mail stays on this machine");
    }
    Tls tls = port == SMTPS ? Tls.IMPLICIT : Tls.STARTTLS;
    return wanted ? tls : Tls.NONE;
  }

  /** A name that cannot be looked up now is somebody else's. */
  private static boolean isLoopback(String key, String host) {
    String bare = host.replaceAll("[\\[\\]]", "");
    boolean literal = bare.contains(":") || bare.matches("[0-9.]+");
    if (!literal) {
      return bare.equalsIgnoreCase("localhost");
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new SettingException(key, "has no address");
    }
  }
}
