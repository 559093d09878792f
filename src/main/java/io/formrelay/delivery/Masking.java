package io.formrelay.delivery;

import io.formrelay.partner.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * Takes the relay's secrets out of what a partner says, before it reaches the ledger, a receipt or
 * a log line: some partners repeat a request in their error message.
 */
public final class Masking {

  private static final String MASK = "***";

  private final List<String> secrets;

  /** Masks these values wherever they stand, blank ones aside. */
  public Masking(Collection<String> secrets) {
    this.secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
  }

  /**
   * The text without secrets.
   *
   * @param text what was said; null stays null
   * @param exchange the attempt, whose properties may hold more that is {@link Secret}
   */
  String mask(String text, Exchange exchange) {
    if (text == null || text.isEmpty()) {
      return text;
    }
    Stream<String> computed =
        exchange.getProperties().values().stream()
            .filter(Secret.class::isInstance)
            .map(secret -> ((Secret) secret).reveal());
    // The longest first: a short secret inside a long one must not leave the rest of it behind.
    List<String> all =
        Stream.concat(secrets.stream(), computed)
            .filter(text::contains)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String masked = text;
    for (String secret : all) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
