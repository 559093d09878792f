package io.formrelay.submission;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of one language, from {@code messages_tr.properties} or {@code _en}. */
final class Messages {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle words;

  private Messages(Locale language) {
    words = ResourceBundle.getBundle("io.formrelay.submission.messages", language, NO_FALLBACK);
  }

  /** English where that is the locale's language, else Turkish. */
  static Messages in(Locale locale) {
    boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
    return new Messages(english ? Locale.ENGLISH : AcceptLanguage.TURKISH);
  }

  /** The words of a key, or of the longest part before one of its dots that has words. */
  String text(String key, List<String> details) {
    String known = key;
    while (!words.containsKey(known)) {
      int dot = known.lastIndexOf('.');
      known = dot < 0 ? "invalid" : known.substring(0, dot);
    }
    return new MessageFormat(words.getString(known), words.getLocale()).format(details.toArray());
  }
}
