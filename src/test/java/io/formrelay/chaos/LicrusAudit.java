package io.formrelay.chaos;

import io.formrelay.chaos.Book.Visit;
import io.formrelay.chaos.LeftBehind.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Compares what the receipts say of Licrus with Licrus's own book: each call opened at most once,
 * each success with its call's number, and what is called unknown was uncertain indeed.
 */
final class LicrusAudit {

  private static final String LICRUS = "licrus";
  private static final Duration SLACK = Duration.ofSeconds(1);

  private static final Set<Behaviour> ANSWERED_500 =
      EnumSet.of(Behaviour.SERVER_ERROR, Behaviour.SERVER_ERROR_DONE);
  private static final Set<Behaviour> BROKE_OFF =
      EnumSet.of(Behaviour.DONE_AND_DROPPED, Behaviour.DROPPED, Behaviour.CUT, Behaviour.RUBBISH);
  private static final Set<Behaviour> ANSWERED_HTML =
      EnumSet.of(Behaviour.HTML, Behaviour.HTML_DONE);
  private static final Set<Behaviour> REFUSED =
      EnumSet.of(Behaviour.ERROR, Behaviour.INVALID_REQUEST, Behaviour.EX, Behaviour.BAD_REQUEST);

  private final Book book;
  private final long timeoutMs;
  private final Findings findings;

  LicrusAudit(Book book, long timeoutMs, Findings findings) {
    this.book = book;
    this.timeoutMs = timeoutMs;
    this.findings = findings;
  }

  void check(LeftBehind left) {
    left.receipts().values().stream()
        .flatMap(List::stream)
        .filter(receipt -> receipt.target().equals(LICRUS))
        .forEach(this::check);
  }

  private void check(Receipt receipt) {
    List<Visit> visits = book.visits(LICRUS, receipt.name());
    List<Visit> effects = visits.stream().filter(Visit::effect).toList();
    if (effects.size() > 1) {
      findings.doubled(receipt.name(), "calls opened: " + effects);
    }
    for (int i = 0; i < visits.size() - 1; i++) {
      if (!visits.get(i).behaviour().asksAgain()) {
        findings.broken(receipt.name(), "sent again after " + visits.get(i));
      }
    }
    if (receipt.succeeded()) {
      if (effects.isEmpty()) {
        findings.lost(receipt.name(), "filed as a success, but no call was opened");
      } else if (!receipt.text("reference").equals(effects.get(0).reference())) {
        findings.broken(receipt.name(), "its call is not " + receipt.text("reference"));
      }
    } else if (receipt.unknown()) {
      if (!uncertain(receipt, visits)) {
        findings.broken(receipt.name(), "called unknown, but it was not: " + receipt.lastCode());
      }
    } else if (!refused(receipt, visits)) {
      findings.broken(receipt.name(), "dead-lettered for no reason: " + receipt.code());
    }
  }

  /** Whether the outcome of the last attempt could not be known. */
  private boolean uncertain(Receipt receipt, List<Visit> visits) {
    Instant from = receipt.lastBegan().minus(SLACK);
    Instant to = receipt.lastBegan().plusMillis(receipt.lastMs()).plus(SLACK);
    boolean onTheWay = book.troubled(LICRUS, from, to);
    return switch (receipt.lastCode()) {
      case "RelayStopped" ->
          book.killed(receipt.lastBegan(), Instant.parse(receipt.text("completedAt")));
      // The book may know of no visit: a machine takes calls for a partner who stands still.
      case "ReadTimeout" -> receipt.lastMs() >= timeoutMs * 9 / 10;
      case "ConnectionReset" -> onTheWay || last(visits, BROKE_OFF);
      case "UnreadableAnswer" -> last(visits, ANSWERED_HTML);
      case "Http500" -> last(visits, ANSWERED_500);
      default -> false;
    };
  }

  /** Whether Licrus refused it, or was asked in vain until the retries were spent. */
  private static boolean refused(Receipt receipt, List<Visit> visits) {
    return visits.stream().noneMatch(Visit::effect)
        && switch (receipt.code()) {
          case "HasError", "Http400" -> last(visits, REFUSED);
          case "RetriesExhausted" ->
              visits.stream().allMatch(visit -> visit.behaviour().asksAgain());
          default -> false;
        };
  }

  private static boolean last(List<Visit> visits, Set<Behaviour> behaviours) {
    return !visits.isEmpty() && behaviours.contains(visits.get(visits.size() - 1).behaviour());
  }
}
