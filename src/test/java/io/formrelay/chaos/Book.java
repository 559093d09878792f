package io.formrelay.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What really happened at the partners, whatever anybody was answered. */
final class Book {

  /**
   * A request that has reached a partner whole.
   *
   * @param target the partner
   * @param name whom it is about
   * @param customer the customer's code at Moka; empty at Licrus
   * @param nth how many times the partner was asked about this name, this one included
   * @param at when it had arrived
   * @param behaviour what the partner did with it
   * @param reference the number of what it did; null where it did nothing
   */
  record Visit(
      String target,
      String name,
      String customer,
      int nth,
      Instant at,
      Behaviour behaviour,
      String reference) {

    /** Whether the partner did the work. */
    boolean effect() {
      return reference != null;
    }
  }

  /** A time in which a request may have been lost on its way. */
  private record Trouble(String target, Instant from, Instant to) {}

  private final Map<String, List<Visit>> visits = new LinkedHashMap<>();
  private final List<Visit> effects = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<Instant> kills = new ArrayList<>();

  /** Decides on a request, told how many there were before it. */
  interface Decision {
    /** What the partner does with the nth request about somebody. */
    Behaviour on(int nth);
  }

  /** Notes a request, and the work that was done for it. */
  synchronized Visit visit(
      String target, String name, String customer, Instant at, Decision decision) {
    List<Visit> before = visits.computeIfAbsent(target + " " + name, fresh -> new ArrayList<>());
    int nth = before.size() + 1;
    Behaviour behaviour = decision.on(nth);
    String reference = behaviour.done() ? Integer.toString(43_090 + effects.size()) : null;
    Visit visit = new Visit(target, name, customer, nth, at, behaviour, reference);
    before.add(visit);
    if (visit.effect()) {
      effects.add(visit);
    }
    return visit;
  }

  /** Notes that a connection to a partner broke before its request was whole. */
  synchronized void trouble(String target, Instant from, Instant to) {
    troubles.add(new Trouble(target, from, to));
  }

  /** Notes that the relay was killed. */
  synchronized void killed(Instant at) {
    kills.add(at);
  }

  /** Every request about somebody. */
  synchronized List<Visit> visits(String target, String name) {
    return List.copyOf(visits.getOrDefault(target + " " + name, List.of()));
  }

  /** Everybody a partner was asked about, as {@code <target> <name>}. */
  synchronized Set<String> asked() {
    return new LinkedHashSet<>(visits.keySet());
  }

  /** How often the partners behaved in which way. */
  synchronized Map<Behaviour, Long> tally() {
    return visits.values().stream()
        .flatMap(List::stream)
        .collect(
            Collectors.groupingBy(
                Visit::behaviour, () -> new EnumMap<>(Behaviour.class), Collectors.counting()));
  }

  /** What the partners did, in the order in which they did it. */
  synchronized List<Visit> effects() {
    return List.copyOf(effects);
  }

  /** Whether a request may have been lost on its way to a partner in this time. */
  synchronized boolean troubled(String target, Instant from, Instant to) {
    return troubles.stream()
        .anyMatch(
            each ->
                each.target().equals(target)
                    && !each.from().isAfter(to)
                    && !each.to().isBefore(from));
  }

  /** Whether the relay was killed in this time. */
  synchronized boolean killed(Instant from, Instant to) {
    return kills.stream().anyMatch(each -> !each.isBefore(from) && !each.isAfter(to));
  }
}
