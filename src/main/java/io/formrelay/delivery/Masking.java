package io.formrelay.delivery;

import io.formrelay.partner.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * Takes the relay's secrets out of what a partner says, before it reaches the ledger, a receipt or
 * a log line: some partners repeat a request in their error message.
 */
public final class Masking {

  private static final String MASK = "***";

  /** A secret of so many characters stands nowhere by chance. */
  private static final int LONG = 12;

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
    return masked(text, exchange, false);
  }

  /**
   * A result code or a number without secrets. A short secret is masked only where it stands as a
   * word of its own: the dealer code 10 inside the number 41067 is chance, and a code that is cut
   * up would lead to another outcome.
   *
   * @param word what was said; null stays null
   * @param exchange as for {@link #mask}
   */
  String maskWord(String word, Exchange exchange) {
    return masked(word, exchange, true);
  }

  private String masked(String text, Exchange exchange, boolean spareChance) {
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
      masked =
          spareChance && secret.length() < LONG
              ? wholeWord(secret).matcher(masked).replaceAll(Matcher.quoteReplacement(MASK))
              : masked.replace(secret, MASK);
    }
    return masked;
  }

  private static Pattern wholeWord(String secret) {
    return Pattern.compile("(?<!\\p{Alnum})" + Pattern.quote(secret) + "(?!\\p{Alnum})");
  }
}
