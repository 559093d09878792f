package io.formrelay.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an attempt has no answer that could be read, named as in {@code config/result-codes.yaml}.
 *
 * <p>The stage decides what may follow: before the request left, another attempt repeats nothing;
 * after it, the partner may have done what it was asked.
 */
public enum Failure {
  /** Nobody listens at the partner's address. */
  REFUSED("ConnectionRefused", Stage.NOT_SENT),
  /** The partner's host name has no address. */
  DNS("UnknownHost", Stage.NOT_SENT),
  /** No secure connection could be made. */
  TLS("TlsFailure", Stage.NOT_SENT),
  /** The connection was not made in time. */
  CONNECT_TIMEOUT("ConnectTimeout", Stage.NOT_SENT),
  /** The answer did not come in time. */
  READ_TIMEOUT("ReadTimeout", Stage.UNKNOWN_OUTCOME),
  /** The connection broke before the answer was whole. */
  RESET("ConnectionReset", Stage.UNKNOWN_OUTCOME),
  /** A 2xx whose body is not the partner's JSON. */
  UNREADABLE_ANSWER("UnreadableAnswer", Stage.UNKNOWN_OUTCOME),
  /** The relay ended between sending and writing the outcome down. */
  RELAY_STOPPED("RelayStopped", Stage.UNKNOWN_OUTCOME),
  /** The relay could not build the request. */
  NOT_BUILT("PayloadFailed", Stage.NEVER_SENDABLE);

  /** Where in an attempt it failed. */
  public enum Stage {
    /** The request surely did not leave. */
    NOT_SENT,
    /** The request may have reached the partner. */
    UNKNOWN_OUTCOME,
    /** There was no request, and trying again makes none. */
    NEVER_SENDABLE;

    /** The name in {@code config/result-codes.yaml}, as in {@code unknown-outcome}. */
    public String text() {
      return kebab(name());
    }
  }

  private final String code;
  private final Stage stage;

  Failure(String code, Stage stage) {
    this.code = code;
    this.stage = stage;
  }

  /** The result code that attempts and receipts show, as in {@code ReadTimeout}. */
  public String code() {
    return code;
  }

  /** Where in an attempt it failed. */
  public Stage stage() {
    return stage;
  }

  /** Whether it tells that the way to the partner is broken, which counts towards a pause. */
  public boolean transport() {
    return this != UNREADABLE_ANSWER && this != RELAY_STOPPED && this != NOT_BUILT;
  }

  /** The name in {@code config/result-codes.yaml}, as in {@code read-timeout}. */
  public String text() {
    return kebab(name());
  }

  /** The failure of a name, if there is one. */
  public static Optional<Failure> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  private static String kebab(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
