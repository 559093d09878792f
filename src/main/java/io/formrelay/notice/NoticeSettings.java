package io.formrelay.notice;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is notified, and of what.
 *
 * @param name what the relay is called in its notices
 * @param language Turkish or English
 * @param every the time between two looks
 * @param oldestPending how long a submission may stay open
 * @param webhook the address that is called; empty for none
 * @param email the mail that is sent; empty for none
 */
public record NoticeSettings(
    String name,
    Locale language,
    Duration every,
    Duration oldestPending,
    Optional<Webhook> webhook,
    Optional<Email> email) {

  /** How the way to the mail server is encrypted. */
  public enum Tls {
    /** Not at all: the server is this machine. */
    NONE,
    /** From the first word that matters: a server that cannot is sent nothing. */
    STARTTLS,
    /** From the first byte. */
    IMPLICIT
  }

  /**
   * A webhook.
   *
   * @param address its address; path and query may be what keeps it secret
   * @param key what it is shown as a bearer token; blank for nothing
   */
  public record Webhook(URI address, String key) {

    /** The part of the address that is no secret, as in {@code https://hooks.example:8443}. */
    public String origin() {
      return address.getScheme() + "://" + address.getRawAuthority();
    }

    /** The rest of the address. */
    String path() {
      String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
      return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    @Override
    public String toString() {
      return "Webhook[" + origin() + "]";
    }
  }

  /**
   * How mail is sent.
   *
   * @param host the mail server
   * @param port its port
   * @param tls how the way there is encrypted
   * @param from the sender's address
   * @param username the user at the server; blank where it asks for none
   * @param password the user's password
   */
  public record Email(
      String host, int port, Tls tls, String from, String username, String password) {
    @Override
    public String toString() {
      return "Email[" + host + ":" + port + "]";
    }
  }

  /** Whether anybody is notified at all. */
  public boolean enabled() {
    return !ways().isEmpty();
  }

  /** By which ways. */
  List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    webhook.ifPresent(any -> ways.add(Way.WEBHOOK));
    email.ifPresent(any -> ways.add(Way.EMAIL));
    return ways;
  }
}
