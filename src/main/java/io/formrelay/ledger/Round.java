package io.formrelay.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes that can be made kind by kind, since none is overtaken by an earlier one it follows. */
record Round(
    List<Change.Enter> enters,
    List<Change.Settle> settles,
    List<Change.Replay> replays,
    List<Change.ReleaseOrder> releases,
    List<Change.File> files,
    List<Change.BringBack> bringBacks,
    List<Change.Claim> claims) {

  private Round() {
    this(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /**
   * Splits changes into rounds: as few as leave the changes of one submission in the order they
   * were handed in.
   */
  static List<Round> of(List<Change> changes) {
    List<Round> rounds = new ArrayList<>();
    Map<String, Integer> latest = new HashMap<>();
    Round round = new Round();
    for (Change change : changes) {
      if (change.subject() != null) {
        Integer before = latest.put(change.subject(), change.turn());
        if (before != null && before > change.turn()) {
          rounds.add(round);
          round = new Round();
          latest.clear();
          latest.put(change.subject(), change.turn());
        }
      }
      change.join(round);
    }
    rounds.add(round);
    return rounds;
  }
}
