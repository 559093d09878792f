package io.formrelay.operations;

import io.formrelay.door.BrowserSettings;
import io.formrelay.form.FormSettings;
import io.formrelay.form.FormSettings.Captcha;
import io.formrelay.operations.Settings.Door;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads and checks the settings of the pages that people fill in. */
final class FormSettingsReader {

  /** What {@link SettingsReader} is to know of these pages. */
  static final Set<String> KEYS =
      Set.of(
          "form.enabled",
          "form.company",
          "form.color",
          "form.logo",
          "form.wait",
          "form.embedded-in",
          "form.captcha.script",
          "form.captcha.site-key");

  private static final String ENABLED = "form.enabled";
  private static final String SITE_KEY = "form.captcha.site-key";

  private final SettingValues values;

  FormSettingsReader(SettingValues values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @param config the configuration's folder
   * @param door the door at which the pages are served
   */
  FormSettings read(Path config, Door door) {
    BrowserSettings.Captcha asked = door.browsers().captcha();
    boolean blocked = asked != null && values.text(SITE_KEY).isEmpty();
    // Who gave the relay a key wants to know its callers: the pages are open to all once they are
    // on.
    boolean enabled =
        values.text(ENABLED).isEmpty() ? door.keys().isEmpty() && !blocked : values.flag(ENABLED);
    if (enabled && blocked) {
      throw new SettingException(
          SITE_KEY, "is missing: without it no form of the pages has the captcha's token");
    }
    Path folder = config.resolve("form");
    return new FormSettings(
        enabled,
        folder,
        values.text("form.company"),
        color(),
        logo(),
        values.duration("form.wait", Duration.ZERO, Duration.ofMinutes(1)),
        embeddedIn(),
        !door.keys().isEmpty(),
        captcha(asked));
  }

  private String color() {
    String color = values.text("form.color");
    if (!color.matches("#[0-9a-fA-F]{6}")) {
      throw new SettingException("form.color", "is a colour such as #0b5563, not '" + color + "'");
    }
    return color;
  }

  private Path logo() {
    if (values.text("form.logo").isEmpty()) {
      return null;
    }
    Path logo = values.path("form.logo");
    if (!Files.isRegularFile(logo)) {
      throw new SettingException("form.logo", "is no file");
    }
    return logo;
  }

  private List<String> embeddedIn() {
    List<String> origins = values.words("form.embedded-in");
    for (String origin : origins) {
      if (!DoorSettingsReader.ORIGIN.matcher(origin).matches()) {
        throw new SettingException(
            "form.embedded-in",
            "names origins such as https://www.example.com, not '" + origin + "'");
      }
    }
    return origins;
  }

  private Captcha captcha(BrowserSettings.Captcha asked) {
    String siteKey = values.text(SITE_KEY);
    if (siteKey.isEmpty()) {
      return null;
    }
    if (asked == null) {
      throw new SettingException(SITE_KEY, "needs relay.http.captcha.verify-url");
    }
    String script = values.required("form.captcha.script").strip();
    if (!script.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-~]*")) {
      throw new SettingException("form.captcha.script", "is no http or https address");
    }
    try {
      return new Captcha(URI.create(script), siteKey, asked.field());
    } catch (IllegalArgumentException e) {
      throw new SettingException("form.captcha.script", "is no http or https address");
    }
  }
}
