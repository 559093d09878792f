package io.formrelay.notice;

import java.text.MessageFormat;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of notices in one language, from {@code notices_tr.properties} or {@code _en}. Each is
 * one line: whatever a name holds can begin no other.
 */
public final class NoticeText {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle words;
  private final String name;

  /**
   * Speaks.
   *
   * @param name what the relay is called
   */
  public NoticeText(Locale language, String name) {
    this.words = ResourceBundle.getBundle("io.formrelay.notice.notices", language, NO_FALLBACK);
    this.name = name;
  }

  /** What the relay is called. */
  String name() {
    return name;
  }

  /** In short, with the relay's name. */
  String title(Notice notice) {
    return line("[" + name + "] " + said(notice, state(notice) + ".title"));
  }

  /** What is, or was, wrong. */
  String text(Notice notice) {
    return line(said(notice, state(notice) + ".text"));
  }

  /** Since when; empty where that is not known. */
  String since(Notice notice) {
    return notice.since() == null ? "" : line(format("since." + state(notice), notice));
  }

  /** What to look with; empty where it is well again. */
  String todo(Notice notice) {
    return notice.wrong() ? line(said(notice, "todo")) : "";
  }

  private static String state(Notice notice) {
    return notice.wrong() ? "wrong" : "well";
  }

  private String said(Notice notice, String key) {
    return format(notice.cause().kind().text() + "." + key, notice);
  }

  private String format(String key, Notice notice) {
    Object since =
        notice.since() == null ? "" : notice.since().truncatedTo(ChronoUnit.SECONDS).toString();
    Object[] details = {
      notice.cause().target(), Long.toString(notice.count()), since, reason(notice)
    };
    return new MessageFormat(words.getString(key), Locale.ROOT).format(details);
  }

  /** A pause has a reason that is known in words, maybe with a code behind it. */
  private String reason(Notice notice) {
    String[] parts = notice.reason().split(" ", 2);
    String known = "reason." + parts[0];
    if (!words.containsKey(known)) {
      return notice.reason();
    }
    return words.getString(known) + (parts.length > 1 ? " (" + parts[1] + ")" : "");
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
  }
}
