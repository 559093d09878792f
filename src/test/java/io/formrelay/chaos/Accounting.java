package io.formrelay.chaos;

import io.formrelay.chaos.Journal.Accepted;
import io.formrelay.chaos.LeftBehind.Receipt;
import io.formrelay.chaos.LeftBehind.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Accounts for every form: what was acknowledged is there once, and nothing else is. */
final class Accounting {

  private final Journal journal;
  private final LeftBehind left;
  private final Findings findings;

  Accounting(Journal journal, LeftBehind left, Findings findings) {
    this.journal = journal;
    this.left = left;
    this.findings = findings;
  }

  void check() {
    Map<String, Accepted> accepted = journal.accepted();
    accepted.values().forEach(this::checkAccepted);
    Set<String> possible = new HashSet<>(accepted.keySet());
    possible.addAll(journal.unanswered());
    for (String name : left.receipts().keySet()) {
      if (!possible.contains(name)) {
        boolean refused = journal.refused().contains(name);
        findings.broken(name, refused ? "it was refused and delivered" : "nobody sent it");
      }
    }
    left.receipts().forEach(this::checkOnce);
    checkReceiptsMirrorRows();
  }

  private void checkAccepted(Accepted each) {
    Form form = each.form();
    List<Receipt> receipts = left.receipts().getOrDefault(form.name(), List.of());
    Set<String> filed = receipts.stream().map(Receipt::target).collect(Collectors.toSet());
    if (!filed.containsAll(form.targets())) {
      findings.lost(form.name(), "acknowledged for " + form.targets() + ", receipts: " + filed);
    }
    if (!form.targets().containsAll(filed)) {
      findings.broken(form.name(), "sent for " + form.targets() + ", receipts: " + filed);
    }
    if (each.ids().size() > 1) {
      findings.doubled(form.name(), "acknowledged under " + each.ids());
    }
    for (String id : each.ids()) {
      for (String target : form.targets()) {
        Row row = left.rows().get(id + " " + target);
        if (row == null || !row.ended()) {
          findings.lost(form.name(), "acknowledged as " + id + ", ledger: " + row);
        }
      }
    }
    if (form.id() != null && receipts.stream().anyMatch(its -> !its.id().equals(form.id()))) {
      findings.broken(form.name(), "its SubmissionId is not its id");
    }
  }

  private void checkOnce(String name, List<Receipt> receipts) {
    Set<String> ids = receipts.stream().map(Receipt::id).collect(Collectors.toSet());
    if (ids.size() > 1) {
      findings.doubled(name, "it was taken as " + ids);
    }
  }

  private void checkReceiptsMirrorRows() {
    Set<String> mirrored = new TreeSet<>();
    left.receipts().values().stream()
        .flatMap(List::stream)
        .forEach(
            receipt -> {
              String delivery = receipt.id() + " " + receipt.target();
              if (!mirrored.add(delivery)) {
                findings.broken(receipt.name(), "two receipts for " + delivery);
              }
              checkMirror(receipt, left.rows().get(delivery));
            });
    for (Row row : left.rows().values()) {
      if (!mirrored.contains(row.id() + " " + row.target())) {
        findings.broken(row.id(), "ended without a receipt: " + row);
      }
    }
  }

  private void checkMirror(Receipt receipt, Row row) {
    boolean same =
        row != null
            && row.filed()
            && row.state().equals(receipt.succeeded() ? "succeeded" : "dead-lettered")
            && receipt.code().equals(row.code());
    if (!same) {
      findings.broken(receipt.name(), "its receipt says " + receipt.code() + ", ledger: " + row);
    }
  }
}
