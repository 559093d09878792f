package io.formrelay.form;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the form presents itself.
 *
 * @param enabled whether its pages are served
 * @param folder the folder of its templates, words and lists
 * @param company the company's name
 * @param color the company's colour, {@code #rrggbb}
 * @param logo the company's logo, an SVG file; null where its name stands in its place
 * @param patience how long a plain post waits for the outcome
 * @param embeddedIn the origins whose pages may show the form in a frame
 * @param locked whether the dealers' page asks for a key of the HTTP door
 * @param captcha the captcha that the page for everybody shows; null where there is none
 */
public record FormSettings(
    boolean enabled,
    Path folder,
    String company,
    String color,
    Path logo,
    Duration patience,
    List<String> embeddedIn,
    boolean locked,
    Captcha captcha) {

  /**
   * A captcha in the page, Turnstile's or one that is put in the same way.
   *
   * @param script the address of the script that draws it; nothing else is loaded from elsewhere
   *     than the script's origin
   * @param siteKey what the site is known by; not secret
   * @param field the form field in which the token comes, such as {@code cf-turnstile-response}
   */
  public record Captcha(URI script, String siteKey, String field) {

    /** The script's origin, as a content security policy names it. */
    String origin() {
      return script.getScheme() + "://" + script.getRawAuthority();
    }

    /** The class of the element in which the script draws. */
    String element() {
      return field.replaceFirst("-response$", "");
    }
  }

  /** Copies the list. */
  public FormSettings {
    embeddedIn = List.copyOf(embeddedIn);
  }

  /** How long a plain post waits; empty where it does not. */
  public Optional<Duration> waits() {
    return patience.isZero() ? Optional.empty() : Optional.of(patience);
  }
}
