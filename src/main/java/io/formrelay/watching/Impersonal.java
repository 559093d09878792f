package io.formrelay.watching;

import java.util.regex.Pattern;

/** Takes e-mail addresses and what may be a phone number out of a partner's message. */
final class Impersonal {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"',;:]+@[^\\s@<>\"',;:]+");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9](?:[ ().-]{0,2}[0-9]){6,}");

  private Impersonal() {}

  static String of(String message) {
    return NUMBER.matcher(EMAIL.matcher(message).replaceAll("***")).replaceAll("***");
  }
}
