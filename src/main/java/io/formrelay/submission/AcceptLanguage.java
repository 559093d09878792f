package io.formrelay.submission;

import java.util.List;
import java.util.Locale;

/** Chooses between the two languages of the relay by an {@code Accept-Language} header. */
public final class AcceptLanguage {

  /** The language of whoever asks for none. */
  public static final Locale TURKISH = Locale.forLanguageTag("tr");

  private static final List<Locale> SPOKEN = List.of(TURKISH, Locale.ENGLISH);

  /**
   * The language to answer in.
   *
   * @param header the header's value; null, blank and malformed ones count as none
   * @return {@link #TURKISH} or {@link Locale#ENGLISH}
   */
  public Locale locale(String header) {
    if (header == null || header.isBlank()) {
      return TURKISH;
    }
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
      return best == null ? TURKISH : best;
    } catch (IllegalArgumentException malformed) {
      return TURKISH;
    }
  }
}
