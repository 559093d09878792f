package io.formrelay.delivery;

/**
 * What a partner said, as it is kept: short, and without characters that end a log line, steer a
 * terminal or show the text in another order. To be used behind {@link Masking}, since a secret
 * that is cut in two is no longer known.
 */
final class PartnersWords {

  /** Result codes and numbers: the longest that either partner documents has 64. */
  private static final int LONGEST_LINE = 200;

  private static final int LONGEST_TEXT = 4_000;

  private PartnersWords() {}

  /** A code or a number; null stays null. */
  static String line(String said) {
    return said == null ? null : kept(said, LONGEST_LINE, false);
  }

  /** An explanation, which may have lines and tabs; null stays null. */
  static String text(String said) {
    return said == null ? null : kept(said, LONGEST_TEXT, true);
  }

  private static String kept(String said, int longest, boolean lines) {
    if (said.length() <= longest && said.codePoints().allMatch(each -> isHarmless(each, lines))) {
      return said;
    }
    StringBuilder kept = new StringBuilder();
    said.codePoints()
        .limit(longest)
        .map(each -> isHarmless(each, lines) ? each : '\uFFFD')
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isHarmless(int codePoint, boolean lines) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL ->
          lines && (codePoint == '\n' || codePoint == '\r' || codePoint == '\t');
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
