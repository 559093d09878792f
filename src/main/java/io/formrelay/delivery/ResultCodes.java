package io.formrelay.delivery;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every signal leads to: {@code config/result-codes.yaml} as read at start.
 *
 * <p>A partner's own rules come before those for every partner. Within either, an exact code comes
 * before a suffix and the longest suffix before a shorter one; an exact status comes before its
 * class; a failure comes before its stage. What nothing matches is dead-lettered.
 */
public final class ResultCodes {

  /** The section whose rules hold for every partner. */
  static final String EVERY_PARTNER = "every-partner";

  private final Map<String, Section> sections;

  ResultCodes(Map<String, Section> sections) {
    this.sections = new LinkedHashMap<>(sections);
  }

  /** The partners that have a section of their own, in the order of the file. */
  public Set<String> partners() {
    Set<String> partners = new LinkedHashSet<>(sections.keySet());
    partners.remove(EVERY_PARTNER);
    return partners;
  }

  /** The rule for a signal of a target. */
  public Rule rule(String target, Signal signal) {
    return in(target, signal).or(() -> in(EVERY_PARTNER, signal)).orElse(Rule.UNKNOWN);
  }

  private Optional<Rule> in(String section, Signal signal) {
    return Optional.ofNullable(sections.get(section)).flatMap(found -> found.rule(signal));
  }

  /**
   * The rules of one partner.
   *
   * @param codes by exact result code
   * @param suffixes by the end of a result code
   * @param statuses by HTTP status, or class as in {@code 5xx}
   * @param failures by failure, or stage as in {@code not-sent}
   */
  record Section(
      Map<String, Rule> codes,
      Map<String, Rule> suffixes,
      Map<String, Rule> statuses,
      Map<String, Rule> failures) {

    Section() {
      this(
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>());
    }

    Optional<Rule> rule(Signal signal) {
      if (signal.reply() != null) {
        String code = signal.reply().code();
        return Optional.ofNullable(codes.get(code)).or(() -> bySuffix(code));
      }
      if (signal.failure() != null) {
        return exactOrWider(failures, signal.failure().text(), signal.failure().stage().text());
      }
      int status = signal.httpStatus();
      return exactOrWider(statuses, Integer.toString(status), status / 100 + "xx");
    }

    private Optional<Rule> bySuffix(String code) {
      return suffixes.entrySet().stream()
          .filter(entry -> code.endsWith(entry.getKey()))
          .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
          .map(Map.Entry::getValue);
    }

    private static Optional<Rule> exactOrWider(
        Map<String, Rule> rules, String exact, String wider) {
      return Optional.ofNullable(rules.get(exact)).or(() -> Optional.ofNullable(rules.get(wider)));
    }
  }
}
