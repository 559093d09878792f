package io.formrelay.operations;

import io.formrelay.delivery.TargetSettings;
import io.formrelay.door.BrowserSettings;
import io.formrelay.operations.Settings.Door;
import io.formrelay.operations.Settings.Inbox;
import io.formrelay.operations.Settings.Keeping;
import io.formrelay.operations.Settings.Store;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads and checks every setting before anything starts. A partner's settings are those under its
 * own name, and what it needs beside an address stands in {@code <partner>.required}, so that a new
 * partner means lines in the configuration and none here.
 */
public final class SettingsReader {

  private static final String SANDBOX = "sandbox";
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_DAYS = 36_500;
  private static final Duration MILLI = Duration.ofMillis(1);

  private static final Set<String> RELAY_KEYS =
      Set.of(
          "relay.data",
          "relay.inbox",
          "relay.encryption-key",
          "relay.master-password",
          "relay.retention.success",
          "relay.retention.dead-letter",
          "inbox.quiet",
          "inbox.quiet-lines",
          "inbox.patience",
          "retry.delays",
          "pause.after",
          "pause.probe",
          "store.url",
          "store.username",
          "store.password",
          "disk.least",
          "log.format",
          "outcome.success",
          "outcome.retry",
          "outcome.dead-letter",
          "sandbox.samples",
          "sandbox.hang");

  /** Camel checks its own settings; the rest is for placeholders in an operator's own routes. */
  private static final List<String> FOREIGN = List.of("camel.", "my.");

  private static final List<String> TARGET_KEYS =
      List.of(
          "enabled",
          "base-url",
          "concurrency",
          "rate",
          "timeout",
          "order-key",
          "required",
          "repeatable",
          "after-dead-letter");

  private final SettingValues values;
  private final Function<String, Optional<String>> lookup;

  /** Reads through this look-up, which knows every source and every default. */
  public SettingsReader(Function<String, Optional<String>> lookup) {
    this.lookup = lookup;
    this.values = new SettingValues(lookup);
  }

  /** What every partner has unless its own settings say otherwise stands under {@code partner}. */
  private SettingValues withDefaults(String partner) {
    return new SettingValues(
        key ->
            lookup.apply(key).or(() -> lookup.apply("partner" + key.substring(partner.length()))));
  }

  /**
   * Reads everything.
   *
   * @param config the configuration's folder
   * @param profile the profile that is run; blank for none
   * @param partners the partners that the table of result codes names
   * @param written the keys that the configuration files contain
   * @throws SettingException for the first setting that is missing or makes no sense
   */
  public Settings read(
      Path config, String profile, Collection<String> partners, Collection<String> written) {
    refuseUnknown(partners, written);
    logFormat();
    Door door = new DoorSettingsReader(values).read();
    refuseUnknown(door.browsers(), partners);
    new KeyStoreCheck(values).check();
    return new Settings(
        config,
        profile.equals(SANDBOX),
        values.path("relay.data"),
        inbox(),
        door,
        new FormSettingsReader(values).read(config, door),
        partners.stream().map(name -> target(name, profile)).toList(),
        values.durations("retry.delays", MILLI, Duration.ofDays(30)),
        store(),
        (long) values.whole("disk.least", 0, 1_000_000) << 20,
        new WatchingReader(values, lookup).read(),
        new TracingReader(values).read(),
        new NoticeReader(values).read(),
        keeping(),
        secrets(partners));
  }

  private Inbox inbox() {
    return new Inbox(
        values.path("relay.inbox"),
        values.duration("inbox.quiet", Duration.ZERO, DAY),
        values.duration("inbox.quiet-lines", Duration.ZERO, DAY),
        values.duration("inbox.patience", Duration.ZERO, DAY));
  }

  private Keeping keeping() {
    return new Keeping(
        lookup.apply("relay.encryption-key").orElse(""),
        Duration.ofDays(values.whole("relay.retention.success", 0, MOST_DAYS)),
        Duration.ofDays(values.whole("relay.retention.dead-letter", 0, MOST_DAYS)));
  }

  private List<String> secrets(Collection<String> partners) {
    List<String> secrets = new ArrayList<>(new DoorSettingsReader(values).secrets());
    secrets.add(values.text(WatchingReader.KEY));
    SecretSettings.OWN.forEach(key -> secrets.add(lookup.apply(key).orElse("")));
    for (String partner : partners) {
      values
          .words(partner + ".required")
          .forEach(key -> secrets.add(lookup.apply(partner + "." + key).orElse("")));
    }
    return secrets;
  }

  private TargetSettings target(String name, String profile) {
    SettingValues own = withDefaults(name);
    boolean enabled = own.flag(name + ".enabled");
    if (enabled) {
      address(name + ".base-url", profile);
      values.words(name + ".required").forEach(key -> values.required(name + "." + key));
    }
    return new TargetSettings(
        name,
        enabled,
        own.whole(name + ".concurrency", 1, 1_000),
        own.decimal(name + ".rate"),
        own.duration(name + ".timeout", Duration.ofMillis(10), Duration.ofHours(1)),
        values.words(name + ".order-key"),
        values.whole("pause.after", 1, 1_000_000),
        values.duration("pause.probe", Duration.ofMillis(10), DAY),
        enabled && repeatable(name + ".repeatable"),
        own.choice(name + ".after-dead-letter", "continue", "hold").equals("hold"));
  }

  /** Nobody but the operator knows whether a partner does the same twice when it is asked twice. */
  private boolean repeatable(String key) {
    values.required(key);
    return values.flag(key);
  }

  private void address(String key, String profile) {
    String value = values.required(key).strip();
    // What is refused is not repeated: an address may carry a password.
    try {
      URI uri = new URI(value);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
        throw new SettingException(key, "is no plain http or https address");
      }
      if (uri.getUserInfo() != null) {
        throw new SettingException(key, "must not carry a user or a password");
      }
      if (profile.equals(SANDBOX) && !uri.getHost().equals("127.0.0.1")) {
        throw new SettingException(key, "is overridden; the sandbox calls its simulators alone");
      }
    } catch (URISyntaxException e) {
      throw new SettingException(key, "is no address: " + e.getReason());
    }
  }

  /** The log reads it for itself, before anything can be refused. */
  private void logFormat() {
    String format = values.text(LogFormat.KEY);
    if (!format.equals("text") && !format.equals("json")) {
      throw new SettingException(LogFormat.KEY, "is text or json, not '" + format + "'");
    }
  }

  private Store store() {
    String url = values.required("store.url").strip();
    if (!url.startsWith("jdbc:sqlite:") && !url.startsWith("jdbc:postgresql:")) {
      throw new SettingException("store.url", "begins with jdbc:sqlite: or jdbc:postgresql:");
    }
    return new Store(url, values.text("store.username"), lookup.apply("store.password").orElse(""));
  }

  private void refuseUnknown(Collection<String> partners, Collection<String> written) {
    Set<String> known = new TreeSet<>(RELAY_KEYS);
    known.addAll(DoorSettingsReader.KEYS);
    known.addAll(FormSettingsReader.KEYS);
    known.addAll(WatchingReader.KEYS);
    known.addAll(TracingReader.KEYS);
    known.addAll(NoticeReader.KEYS);
    for (String partner : partners) {
      TARGET_KEYS.forEach(key -> known.add(partner + "." + key));
      values.words(partner + ".required").forEach(key -> known.add(partner + "." + key));
    }
    for (String key : new TreeSet<>(written)) {
      if (!known.contains(key) && FOREIGN.stream().noneMatch(key::startsWith)) {
        List<String> alike = alike(known, key);
        throw new SettingException(
            key,
            alike.isEmpty()
                ? "is no setting; a key of your own routes begins with my."
                : "is no setting; known are " + alike);
      }
    }
  }

  /** A misspelt partner would refuse every form of the pages that are listed. */
  private static void refuseUnknown(BrowserSettings browsers, Collection<String> partners) {
    for (String target : browsers.origins().isEmpty() ? List.<String>of() : browsers.targets()) {
      if (!partners.contains(target)) {
        throw new SettingException(
            "relay.http.targets", "names no partner: '" + target + "'; known are " + partners);
      }
    }
  }

  private static List<String> alike(Set<String> known, String key) {
    String family = key.substring(0, key.indexOf('.') + 1);
    return new ArrayList<>(known.stream().filter(each -> each.startsWith(family)).toList());
  }
}
