package io.formrelay.watching;

import java.util.regex.Pattern;

/**
 * Who acts on the relay, as the audit log names them.
 *
 * @param who what they say they are called, of printable characters, at most 60; null where they
 *     say nothing
 * @param via the way they came: {@code http}, {@code command} or {@code jmx}
 */
public record Operator(String who, String via) {

  /** Whoever acts over JMX: JMX tells the relay no name. */
  public static final Operator JMX = new Operator(null, "jmx");

  private static final int LONGEST = 60;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S} ]");

  /** Cuts and cleans the name. */
  public Operator {
    if (who != null) {
      String clean = UNPRINTABLE.matcher(who).replaceAll("?").strip();
      who = clean.isEmpty() ? null : clean.substring(0, Math.min(LONGEST, clean.length()));
    }
  }

  /** Whoever runs a command: the user of the operating system. */
  public static Operator ofCommand() {
    return new Operator(System.getProperty("user.name"), "command");
  }
}
