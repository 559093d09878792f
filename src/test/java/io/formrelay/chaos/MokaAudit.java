package io.formrelay.chaos;

import io.formrelay.chaos.Book.Visit;
import io.formrelay.chaos.LeftBehind.Receipt;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what the receipts say of Moka with Moka's own book: each success was done at least once,
 * what was refused was refused by Moka, and no customer's older update was done after a newer one.
 */
final class MokaAudit {

  private static final String MOKA = "moka";

  private static final Set<Behaviour> REFUSED =
      EnumSet.of(Behaviour.ERROR, Behaviour.INVALID_REQUEST, Behaviour.BAD_REQUEST);

  private final Book book;
  private final Findings findings;

  MokaAudit(Book book, Findings findings) {
    this.book = book;
    this.findings = findings;
  }

  void check(LeftBehind left) {
    left.receipts().values().stream()
        .flatMap(List::stream)
        .filter(receipt -> receipt.target().equals(MOKA))
        .forEach(this::check);
    checkOrder();
  }

  private void check(Receipt receipt) {
    List<Visit> visits = book.visits(MOKA, receipt.name());
    if (receipt.succeeded()) {
      if (visits.stream().noneMatch(Visit::effect)) {
        findings.lost(receipt.name(), "filed as a success, but no update was done");
      }
    } else if (!receipt.code().equals("RetriesExhausted") && !refused(visits)) {
      findings.broken(receipt.name(), "dead-lettered for no reason: " + receipt.code());
    }
  }

  private static boolean refused(List<Visit> visits) {
    return !visits.isEmpty() && REFUSED.contains(visits.get(visits.size() - 1).behaviour());
  }

  /** One sender numbers all forms of a customer, and sends them in the order of their numbers. */
  private void checkOrder() {
    Map<String, Visit> newest = new HashMap<>();
    for (Visit effect : book.effects()) {
      if (effect.target().equals(MOKA)) {
        Visit before = newest.put(effect.customer(), effect);
        if (before != null && serial(before) > serial(effect)) {
          findings.broken(effect.name(), "done after a newer one: " + before);
        }
      }
    }
  }

  private static int serial(Visit visit) {
    return Integer.parseInt(visit.name().substring(visit.name().lastIndexOf('-') + 1));
  }
}
