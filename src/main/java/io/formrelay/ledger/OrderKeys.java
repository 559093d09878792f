package io.formrelay.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The order keys that changes may touch.
 *
 * @param enters pairs of a target and an order key
 * @param others pairs of a submission's id and a target, whose order keys the database knows
 */
record OrderKeys(List<List<String>> enters, List<List<String>> others) {

  /** Those of a transaction's changes. */
  static OrderKeys of(List<Change<?>> changes) {
    OrderKeys keys = new OrderKeys(new ArrayList<>(), new ArrayList<>());
    changes.forEach(keys::add);
    return keys;
  }

  boolean isEmpty() {
    return enters.isEmpty() && others.isEmpty();
  }

  /** The pairs of target and order key, as a JSON array of arrays. */
  String entered() {
    return LedgerText.json(enters);
  }

  /** The pairs of id and target, as a JSON array of arrays. */
  String touched() {
    return LedgerText.json(others);
  }

  private void add(Change<?> change) {
    if (change instanceof Change.Enter enter) {
      enter.submission().destinations().stream()
          .filter(each -> each.orderKey() != null)
          .forEach(each -> enters.add(List.of(each.target(), LedgerText.plain(each.orderKey()))));
    } else if (change instanceof Change.Settle settle && settle.settlement().state().ended()) {
      others.add(List.of(settle.subject(), settle.settlement().target()));
    } else if (change instanceof Change.ReleaseOrder release) {
      others.add(List.of(release.subject(), release.target()));
    } else if (change instanceof Change.Replay replay) {
      others.add(List.of(replay.subject(), replay.target()));
      if (replay.orderKey() != null) {
        enters.add(List.of(replay.target(), replay.orderKey()));
      }
    }
  }
}
