package io.formrelay.chaos;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every promise that was broken. */
final class Findings {

  /** Which promise. */
  enum Kind {
    /** Nothing acknowledged is lost. */
    LOST,
    /** Nothing is taken or sent twice. */
    DOUBLED,
    /** Any other. */
    BROKEN
  }

  /**
   * A broken promise.
   *
   * @param kind which one
   * @param name the form's name; empty where it is about none
   * @param what what is wrong
   */
  record Finding(Kind kind, String name, String what) {}

  private final Set<Finding> findings = new LinkedHashSet<>();

  /** Notes that an acknowledged form is lost. */
  void lost(String name, String what) {
    add(new Finding(Kind.LOST, name, what));
  }

  /** Notes that a form was taken or done twice. */
  void doubled(String name, String what) {
    add(new Finding(Kind.DOUBLED, name, what));
  }

  /** Notes that something else is wrong. */
  void broken(String name, String what) {
    add(new Finding(Kind.BROKEN, name, what));
  }

  private synchronized void add(Finding finding) {
    findings.add(finding);
  }

  synchronized List<Finding> all() {
    return new ArrayList<>(findings);
  }

  /** How many forms a promise was broken to. */
  synchronized long count(Kind kind) {
    return findings.stream()
        .filter(each -> each.kind() == kind)
        .map(Finding::name)
        .distinct()
        .count();
  }
}
