package io.formrelay.form;

/**
 * The company's colour as a style sheet, with black or white words on it, whichever can be read
 * better: the contrast is never below 4.5 to 1.
 *
 * @param color {@code #rrggbb}
 */
record Theme(String color) {

  String css() {
    double luminance = luminance();
    boolean white = 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05;
    return ":root { --brand: %s; --on-brand: %s; }%n".formatted(color, white ? "#fff" : "#000");
  }

  /** Relative luminance as WCAG 2 defines it, from 0 to 1. */
  private double luminance() {
    return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
  }

  private double linear(int at) {
    double value = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
