package io.formrelay.door;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Which browsers may hand in forms without a key, and under what conditions.
 *
 * @param origins the origins of the pages, as browsers send them; {@code self} for the pages that
 *     the relay itself serves; empty where no browser may
 * @param rate the most forms of one client address
 * @param trustedProxies the addresses or networks whose {@code X-Forwarded-For} is believed
 * @param targets the partners that browsers may send to
 * @param minFill the least time between opening a form and sending it
 * @param captcha how a captcha is checked; null where none is
 */
public record BrowserSettings(
    List<String> origins,
    Rate rate,
    List<String> trustedProxies,
    List<String> targets,
    Duration minFill,
    Captcha captcha) {

  /** Stands in the origins for the pages that the relay itself serves. */
  public static final String SELF = "self";

  /** Copies the lists. */
  public BrowserSettings {
    origins = List.copyOf(origins);
    trustedProxies = List.copyOf(trustedProxies);
    targets = List.copyOf(targets);
  }

  /**
   * So many in a time.
   *
   * @param most how many; 0 for as many as come
   * @param period the time
   */
  public record Rate(int most, Duration period) {}

  /**
   * A captcha's verifier, Turnstile's or one that is called the same way.
   *
   * @param verify its address
   * @param secret the site's secret
   * @param field the form field that carries the visitor's token
   * @param timeout how long its answer may take
   */
  public record Captcha(URI verify, String secret, String field, Duration timeout) {
    @Override
    public String toString() {
      return "Captcha[" + verify.getHost() + "]";
    }
  }
}
