package io.formrelay.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Makes changes kind by kind, in as few rounds as leave the changes of one submission in the order
 * they were handed in.
 */
final class Rounds {

  /** Makes all changes of one kind in a round. */
  @FunctionalInterface
  private interface Step<C> {
    void run(Handle handle, List<C> changes, Outcomes outcomes);
  }

  private record Turn<C extends Change<?>>(Class<C> kind, Step<C> step) {

    void take(Handle handle, List<Change<?>> round, Outcomes outcomes) {
      List<C> those = round.stream().filter(kind::isInstance).map(kind::cast).toList();
      if (!those.isEmpty()) {
        step.run(handle, those, outcomes);
      }
    }
  }

  /** In the order in which the kinds have their turns within a round. */
  private final List<Turn<?>> turns;

  Rounds(SqlStatements sql, String relay, String run) {
    turns =
        List.of(
            new Turn<>(Change.Enter.class, new EnterStep(sql)::run),
            new Turn<>(Change.Settle.class, new SettleStep(sql)::run),
            new Turn<>(Change.Replay.class, new ReplayStep(sql)::run),
            new Turn<>(Change.ReleaseOrder.class, new ReleaseOrderStep(sql)::run),
            new Turn<>(Change.File.class, new FileStep(sql)::run),
            new Turn<>(Change.BringBack.class, new BringBackStep(sql)::run),
            new Turn<>(Change.Claim.class, new ClaimStep(sql, relay, run)::run));
  }

  void make(Handle handle, List<Change<?>> changes, Outcomes outcomes) {
    for (List<Change<?>> round : split(changes)) {
      turns.forEach(turn -> turn.take(handle, round, outcomes));
    }
  }

  /** A round ends where a change would be overtaken by an earlier one that it follows. */
  private List<List<Change<?>>> split(List<Change<?>> changes) {
    List<List<Change<?>>> rounds = new ArrayList<>();
    List<Change<?>> round = new ArrayList<>();
    Map<String, Integer> latest = new HashMap<>();
    for (Change<?> change : changes) {
      int turn = turn(change);
      if (change.subject() != null && latest.getOrDefault(change.subject(), turn) > turn) {
        rounds.add(round);
        round = new ArrayList<>();
        latest.clear();
      }
      latest.put(change.subject(), turn);
      round.add(change);
    }
    rounds.add(round);
    return rounds;
  }

  private int turn(Change<?> change) {
    int turn = 0;
    while (!turns.get(turn).kind().isInstance(change)) {
      turn++;
    }
    return turn;
  }
}
