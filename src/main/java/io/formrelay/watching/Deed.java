package io.formrelay.watching;

import java.util.Set;

/**
 * Something that an operator does, as the audit log tells it. It holds nothing personal: filters
 * come without the text that was searched for, reasons without numbers and addresses.
 *
 * @param by who does it
 * @param what what is done, as in {@code replay}
 * @param target the partner's name; null where it is none's in particular
 * @param id the submission's id; null where it is none's in particular
 * @param filter which ones it takes, in words; null where it takes none by a filter
 * @param reason why, in the operator's words; null where nobody asked for one
 */
public record Deed(
    Operator by, String what, String target, String id, String filter, String reason) {

  private static final int LONGEST = 200;

  /** What makes the relay do less: it must work above all where something is wrong. */
  private static final Set<String> BRAKES = Set.of("pause", "stopReplay");

  /** Cuts what comes from a caller. */
  public Deed {
    target = cut(target);
    id = cut(id);
    filter = impersonal(filter);
    reason = impersonal(reason);
  }

  /** One without particulars. */
  public static Deed of(Operator by, String what) {
    return new Deed(by, what, null, null, null, null);
  }

  /** The same, done to a partner. */
  public Deed target(String name) {
    return new Deed(by, what, name, id, filter, reason);
  }

  /** The same, done to a submission. */
  public Deed id(String one) {
    return new Deed(by, what, target, one, filter, reason);
  }

  /** The same, done to all that a filter takes. */
  public Deed filter(String words) {
    return new Deed(by, what, target, id, words, reason);
  }

  /** The same, for a reason. */
  public Deed reason(String why) {
    return new Deed(by, what, target, id, filter, why);
  }

  /** Whether it is done even where it cannot be noted. */
  boolean isBrake() {
    return BRAKES.contains(what);
  }

  static String impersonal(String text) {
    return text == null ? null : cut(Impersonal.of(text));
  }

  static String cut(String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
