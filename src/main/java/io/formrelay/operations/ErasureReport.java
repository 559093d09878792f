package io.formrelay.operations;

import io.formrelay.ledger.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an erasure found and did.
 *
 * @param deliveries the deliveries of the submissions that name the customer, as they stood
 * @param underWay the ids of submissions that are being sent at this moment and were left
 * @param files how many files were found, by the folder they lie in
 * @param byHand files that hold more than this customer, and folders that a restore put aside, for
 *     a person to look at; not touched
 * @param waiting how many files wait in the inbox, which were not looked into
 * @param forgotten whether nothing of what was deleted stands in the ledger's files any more
 */
public record ErasureReport(
    List<Ended> deliveries,
    List<String> underWay,
    Map<String, Integer> files,
    List<Path> byHand,
    int waiting,
    boolean forgotten) {

  /** Whether nothing is left of the customer, as far as can be told. */
  public boolean complete() {
    return underWay.isEmpty() && byHand.isEmpty() && waiting == 0 && forgotten;
  }

  /** The same, where what was deleted still stands in the ledger's files. */
  ErasureReport notForgotten() {
    return new ErasureReport(deliveries, underWay, files, byHand, waiting, false);
  }

  /** How many submissions named the customer. */
  public long submissions() {
    return deliveries.stream().map(Ended::submissionId).distinct().count();
  }
}
