package io.formrelay.chaos;

import io.formrelay.chaos.Findings.Finding;
import java.util.ArrayList;
import java.util.List;

/** Tells all that is known of a form to whom a promise was broken. */
final class Story {

  private final LeftBehind left;
  private final Book book;

  Story(LeftBehind left, Book book) {
    this.left = left;
    this.book = book;
  }

  /** What is wrong, then the ledger's rows, the receipts and the partners' book. */
  String of(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(finding.kind() + " " + finding.name() + ": " + finding.what());
    for (LeftBehind.Receipt receipt : left.receipts().getOrDefault(finding.name(), List.of())) {
      lines.add("ledger  " + left.rows().get(receipt.id() + " " + receipt.target()));
      lines.add("receipt " + receipt.json());
    }
    for (String target : List.of("licrus", "moka")) {
      book.visits(target, finding.name()).forEach(visit -> lines.add("partner " + visit));
    }
    return String.join("\n    ", lines);
  }
}
