package io.formrelay.ledger;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Hands out deliveries that are due: one look for all claims of a target, served in turn. */
final class ClaimStep {

  private final SqlStatements sql;
  private final String relay;
  private final String run;

  ClaimStep(SqlStatements sql, String relay, String run) {
    this.sql = sql;
    this.relay = relay;
    this.run = run;
  }

  void run(Handle handle, List<Change.Claim> claims, Outcomes outcomes) {
    Map<String, List<Change.Claim>> byTarget =
        claims.stream()
            .collect(
                Collectors.groupingBy(
                    Change.Claim::target, LinkedHashMap::new, Collectors.toList()));
    byTarget.forEach((target, wishes) -> serve(handle, target, wishes, outcomes));
  }

  private void serve(Handle handle, String target, List<Change.Claim> claims, Outcomes outcomes) {
    Deque<Waiting> due = find(handle, target, claims);
    try (PreparedBatch batch = handle.prepareBatch(sql.get("claim"))) {
      for (Change.Claim claim : claims) {
        List<Claimed> claimed = take(due, claim);
        claimed.forEach(each -> add(batch, each.delivery()));
        claimed.forEach(outcomes::add);
        outcomes.add(claim.done(), claimed.stream().map(Claimed::delivery).toList());
      }
      batch.execute();
    }
  }

  private Deque<Waiting> find(Handle handle, String target, List<Change.Claim> claims) {
    Instant latest =
        claims.stream().map(Change.Claim::now).max(Comparator.naturalOrder()).orElseThrow();
    return new ArrayDeque<>(
        handle
            .createQuery(sql.get("find-due"))
            .bind("target", target)
            .bind("now", latest.toEpochMilli())
            .bind("most", claims.stream().mapToLong(Change.Claim::most).sum())
            .map((row, context) -> new Waiting(row.getLong("due"), DeliveryRow.read(row)))
            .list());
  }

  private static List<Claimed> take(Deque<Waiting> due, Change.Claim claim) {
    long now = claim.now().toEpochMilli();
    List<Claimed> taken = new ArrayList<>();
    while (taken.size() < claim.most() && !due.isEmpty() && due.peek().due() <= now) {
      Waiting next = due.poll();
      Delivery sending = next.delivery().claimed(Instant.ofEpochMilli(now));
      taken.add(new Claimed(sending, next.delivery().state(), next.due()));
    }
    return taken;
  }

  private void add(PreparedBatch batch, Delivery claimed) {
    batch
        .bind("relay", relay)
        .bind("run", run)
        .bind("now", claimed.claimedAt().toEpochMilli())
        .bind("id", claimed.submissionId())
        .bind("target", claimed.target())
        .add();
  }

  private record Waiting(long due, Delivery delivery) {}
}
