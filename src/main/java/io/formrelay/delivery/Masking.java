package io.formrelay.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.ledger.Delivery;
import io.formrelay.partner.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
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
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** A secret of so many characters stands nowhere by chance. */
  private static final int LONG = 12;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> secrets;
  private final Set<String> customers;

  /** Masks these values wherever they stand, blank ones aside. */
  public Masking(Collection<String> secrets) {
    this(secrets, Set.of());
  }

  /**
   * Masks these values, and in what a partner says of a delivery what is secret in its submission.
   *
   * @param customers the names of the fields that are a customer's secret
   */
  public Masking(Collection<String> secrets, Set<String> customers) {
    this.customers = Set.copyOf(customers);
    this.secrets =
        secrets.stream().filter(secret -> !secret.isBlank()).flatMap(Masking::spellings).toList();
  }

  /**
   * The text without secrets. One that is a number is masked where it is the whole number: a dealer
   * code such as 1730 is not meant where the number of a call is 417305.
   *
   * @param text what was said; null stays null
   * @param exchange the attempt, whose properties may hold more that is {@link Secret}
   */
  String mask(String text, Exchange exchange) {
    String masked = masked(text, exchange, secret -> NUMBER.matcher(secret).matches());
    for (String secret : customersSecrets(masked, exchange)) {
      masked = wholeWord(secret).matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
    }
    return masked;
  }

  /**
   * A result code or a number without secrets. A short secret is masked only where it stands as a
   * word of its own: a code that is cut up would lead to another outcome.
   *
   * @param word what was said; null stays null
   * @param exchange as for {@link #mask}
   */
  String maskWord(String word, Exchange exchange) {
    return masked(word, exchange, secret -> secret.length() < LONG);
  }

  private String masked(String text, Exchange exchange, Predicate<String> wholeWordsOnly) {
    if (text == null || text.isEmpty()) {
      return text;
    }
    Stream<String> computed =
        exchange.getProperties().values().stream()
            .filter(Secret.class::isInstance)
            .flatMap(secret -> spellings(((Secret) secret).reveal()));
    // The longest first: a short secret inside a long one must not leave the rest of it behind.
    List<String> all =
        Stream.concat(secrets.stream(), computed)
            .filter(text::contains)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String masked = text;
    for (String secret : all) {
      masked =
          wholeWordsOnly.test(secret)
              ? wholeWord(secret).matcher(masked).replaceAll(Matcher.quoteReplacement(MASK))
              : masked.replace(secret, MASK);
    }
    return masked;
  }

  private List<String> customersSecrets(String text, Exchange exchange) {
    Delivery delivery = exchange.getProperty(AttemptExchange.DELIVERY, Delivery.class);
    if (text == null
        || text.isEmpty()
        || delivery == null
        || customers.stream().noneMatch(delivery.body()::contains)) {
      return List.of();
    }
    try {
      JsonNode fields = JSON.readTree(delivery.body());
      return customers.stream()
          .map(name -> fields.path(name).asText())
          .filter(value -> !value.isBlank())
          .flatMap(Masking::spellings)
          .filter(text::contains)
          .toList();
    } catch (JsonProcessingException noFields) {
      return List.of();
    }
  }

  private static Pattern wholeWord(String secret) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])");
  }

  /** A secret as it is, and as it stands in a request that is repeated, which is JSON. */
  private static Stream<String> spellings(String secret) {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(secret));
    return Stream.of(secret, quoted, ascii(quoted, "\\u%04x"), ascii(quoted, "\\u%04X")).distinct();
  }

  private static String ascii(String quoted, String escape) {
    StringBuilder ascii = new StringBuilder();
    for (char letter : quoted.toCharArray()) {
      if (letter < 127) {
        ascii.append(letter);
      } else {
        ascii.append(String.format(Locale.ROOT, escape, (int) letter));
      }
    }
    return ascii.toString();
  }
}
