package io.formrelay.delivery;

import io.formrelay.delivery.Failure.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What every signal leads to: {@code config/result-codes.yaml} as read at start.
 *
 * <p>The exact rule comes before the wide one: a code before a suffix, the longest suffix before a
 * shorter one, a status before its class, a failure before its stage. Of two that are equally exact
 * the partner's own comes before that for every partner. What nothing matches is dead-lettered.
 *
 * <p>As it was read, the table takes no target for repeatable; {@link #at} tells it which are.
 */
public final class ResultCodes {

  /** The section whose rules hold for every partner. */
  static final String EVERY_PARTNER = "every-partner";

  /** The one status from 500 on that says that the request was not carried out. */
  private static final int UNAVAILABLE = 503;

  private final Map<String, Section> sections;
  private final Set<String> repeatable;

  ResultCodes(Map<String, Section> sections, Set<String> repeatable) {
    this.sections = new LinkedHashMap<>(sections);
    this.repeatable = Set.copyOf(repeatable);
  }

  /**
   * This table at these targets.
   *
   * @throws ResultCodesException where a rule would send a request again that may have been carried
   *     out, to a target that is not repeatable; the message names the rule's file and line
   */
  public ResultCodes at(Collection<TargetSettings> targets) {
    ResultCodes codes =
        new ResultCodes(
            sections,
            targets.stream()
                .filter(TargetSettings::repeatable)
                .map(TargetSettings::name)
                .collect(Collectors.toSet()));
    targets.stream()
        .filter(target -> target.enabled() && !target.repeatable())
        .forEach(target -> codes.refuseRepeating(target.name()));
    return codes;
  }

  private void refuseRepeating(String target) {
    Stream.concat(
            Arrays.stream(Failure.values())
                .filter(failure -> failure.stage() == Stage.UNKNOWN_OUTCOME)
                .map(failure -> new Signal(Instant.EPOCH, 0, null, null, failure, "", null)),
            IntStream.range(500, 600)
                .filter(status -> status != UNAVAILABLE)
                .mapToObj(status -> new Signal(Instant.EPOCH, 0, status, null, null, "", null)))
        .forEach(signal -> refuseRepeating(target, signal));
  }

  private void refuseRepeating(String target, Signal signal) {
    Rule rule = rule(target, signal);
    if (rule.mayRepeat()) {
      String what =
          signal.failure() != null
              ? "failure " + signal.failure().text()
              : "status " + signal.httpStatus();
      throw new ResultCodesException(
          "%s: %s may have been carried out, and %s.repeatable is false: it must not be sent again"
              .formatted(rule.place(), what, target));
    }
  }

  /** The partners that have a section of their own, in the order of the file. */
  public Set<String> partners() {
    Set<String> partners = new LinkedHashSet<>(sections.keySet());
    partners.remove(EVERY_PARTNER);
    return partners;
  }

  /** The rule for a signal of a target. */
  public Rule rule(String target, Signal signal) {
    return found(target, signal).at(repeatable.contains(target));
  }

  private Rule found(String target, Signal signal) {
    return in(target, section -> section.exact(signal))
        .or(() -> in(EVERY_PARTNER, section -> section.exact(signal)))
        .or(() -> in(target, section -> section.wide(signal)))
        .or(() -> in(EVERY_PARTNER, section -> section.wide(signal)))
        .orElse(Rule.UNLISTED);
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
