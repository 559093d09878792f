package io.formrelay.form;

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
 * @param logo the company's logo, an SVG file
 * @param patience how long a plain post waits for the outcome
 * @param embeddedIn the origins whose pages may show the form in a frame
 */
public record FormSettings(
    boolean enabled,
    Path folder,
    String company,
    String color,
    Path logo,
    Duration patience,
    List<String> embeddedIn) {

  /** Copies the list. */
  public FormSettings {
    embeddedIn = List.copyOf(embeddedIn);
  }

  /** How long a plain post waits; empty where it does not. */
  public Optional<Duration> waits() {
    return patience.isZero() ? Optional.empty() : Optional.of(patience);
  }
}
