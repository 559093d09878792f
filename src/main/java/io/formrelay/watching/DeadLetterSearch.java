package io.formrelay.watching;

import io.formrelay.ledger.DeadLetterFilter;
import io.formrelay.ledger.Drop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which dead letters an operator means; what is null does not matter.
 *
 * <p>Dropped ones are meant only where their code is asked for. So are, where they are to be
 * delivered again, those of an unknown outcome: each may have been carried out already, and a
 * person has to ask the partner first.
 *
 * @param target the partner's name
 * @param resultCode the code it ended with
 * @param olderThan how long ago it became a dead letter, at least
 * @param youngerThan how long ago it became a dead letter, at most
 * @param text what its id, message, reference or a field's value contains, in whatever case
 */
public record DeadLetterSearch(
    String target, String resultCode, Duration olderThan, Duration youngerThan, String text) {

  /** The result code of a call that may or may not have been carried out. */
  static final String UNKNOWN = "OutcomeUnknown";

  private static final int LONGEST_WORD = 60;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");
  private static final Pattern AGE = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

  /** Every dead letter. */
  public static final DeadLetterSearch ALL = new DeadLetterSearch(null, null, null, null, null);

  /**
   * Reads a search as operators write it, where blank says nothing.
   *
   * @param olderThan a time as in {@code 90s}, {@code 10m}, {@code 2h} or {@code 1d}
   * @param youngerThan the same
   * @throws IllegalArgumentException where a time is none
   */
  public static DeadLetterSearch of(
      String target, String resultCode, String olderThan, String youngerThan, String text) {
    return new DeadLetterSearch(
        word(target),
        word(resultCode),
        age("olderThan", olderThan),
        age("youngerThan", youngerThan),
        word(text));
  }

  /** This search among one partner's dead letters. */
  public DeadLetterSearch within(String oneTarget) {
    return new DeadLetterSearch(oneTarget, resultCode, olderThan, youngerThan, text);
  }

  /**
   * The search in words, for a log or a progress report: a line in which nobody is named, whatever
   * the caller said. It does not repeat the text.
   */
  public String described() {
    StringBuilder words = new StringBuilder();
    add(words, "target", shown(target));
    add(words, "code", shown(resultCode));
    add(words, "older than", olderThan);
    add(words, "younger than", youngerThan);
    add(words, "text", text == null ? null : "***");
    return words.isEmpty() ? "all" : words.toString();
  }

  /** What a list of dead letters shows. */
  DeadLetterFilter toList(Instant now) {
    return filter(now, now.plusSeconds(1), resultCode == null ? List.of(Drop.CODE) : List.of());
  }

  /** What is delivered again: never what becomes a dead letter after now. */
  DeadLetterFilter toReplay(Instant now) {
    return filter(now, now, resultCode == null ? List.of(Drop.CODE, UNKNOWN) : List.of());
  }

  private DeadLetterFilter filter(Instant now, Instant end, List<String> without) {
    return new DeadLetterFilter(
        target,
        resultCode,
        youngerThan == null ? null : now.minus(youngerThan),
        olderThan == null ? end : now.minus(olderThan),
        without);
  }

  private static void add(StringBuilder words, String name, Object value) {
    if (value != null) {
      words.append(words.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
    }
  }

  private static String shown(String word) {
    if (word == null) {
      return null;
    }
    String clean = UNPRINTABLE.matcher(word).replaceAll("?");
    return Impersonal.of(clean.substring(0, Math.min(LONGEST_WORD, clean.length())));
  }

  private static String word(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Duration age(String name, String text) {
    String word = word(text);
    if (word == null) {
      return null;
    }
    Matcher found = AGE.matcher(word);
    if (!found.matches()) {
      throw new IllegalArgumentException(
          name + ": '" + word + "' is no time such as 90s, 10m, 2h or 1d");
    }
    long count = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
