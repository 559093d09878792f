package io.formrelay.delivery;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What every signal leads to: {@code config/result-codes.yaml} as read at start.
 *
 * <p>The exact rule comes before the wide one: a code before a suffix, the longest suffix before a
 * shorter one, a status before its class, a failure before its stage. Of two that are equally exact
 * the partner's own comes before that for every partner. What nothing matches is dead-lettered.
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
    return in(target, section -> section.exact(signal))
        .or(() -> in(EVERY_PARTNER, section -> section.exact(signal)))
        .or(() -> in(target, section -> section.wide(signal)))
        .or(() -> in(EVERY_PARTNER, section -> section.wide(signal)))
        .orElse(Rule.UNKNOWN);
  }

  private Optional<Rule> in(String section, Function<Section, Optional<Rule>> rule) {
    return Optional.ofNullable(sections.get(section)).flatMap(rule);
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

    Optional<Rule> exact(Signal signal) {
      if (signal.reply() != null) {
        return Optional.ofNullable(codes.get(signal.reply().code()));
      }
      return Optional.ofNullable(
          signal.failure() != null
              ? failures.get(signal.failure().text())
              : statuses.get(Integer.toString(signal.httpStatus())));
    }

    Optional<Rule> wide(Signal signal) {
      if (signal.reply() != null) {
        return bySuffix(signal.reply().code());
      }
      return Optional.ofNullable(
          signal.failure() != null
              ? failures.get(signal.failure().stage().text())
              : statuses.get(signal.httpStatus() / 100 + "xx"));
    }

    private Optional<Rule> bySuffix(String code) {
      return suffixes.entrySet().stream()
          .filter(entry -> code.endsWith(entry.getKey()))
          .max(Comparator.comparingInt(entry -> entry.getKey().length()))
          .map(Map.Entry::getValue);
    }
  }
}
