package io.formrelay.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
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
    DueQueue due = new DueQueue(find(handle, target, claims));
    try (PreparedBatch batch = handle.prepareBatch(sql.get("claim"))) {
      for (Change.Claim claim : claims) {
        Instant now = Instant.ofEpochMilli(claim.now().toEpochMilli());
        List<Delivery> claimed = due.take(claim.most(), now);
        claimed.forEach(each -> add(batch, each));
        outcomes.add(claim.done(), claimed);
      }
      batch.execute();
    }
  }

  private List<Due> find(Handle handle, String target, List<Change.Claim> claims) {
    Instant latest =
        claims.stream().map(Change.Claim::now).max(Comparator.naturalOrder()).orElseThrow();
    return handle
        .createQuery(sql.get("find-due"))
        .bind("target", target)
        .bind("now", latest.toEpochMilli())
        .bind("most", claims.stream().mapToLong(Change.Claim::most).sum())
        .map((row, context) -> new Due(row.getLong("due"), DeliveryRow.read(row)))
        .list();
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

  private record Due(long at, Delivery delivery) {}

  /** What was found, oldest due first. */
  private static final class DueQueue {

    private final Iterator<Due> rest;
    private Due next;

    DueQueue(List<Due> found) {
      rest = found.iterator();
      advance();
    }

    List<Delivery> take(int most, Instant now) {
      List<Delivery> taken = new ArrayList<>();
      while (taken.size() < most && next != null && next.at() <= now.toEpochMilli()) {
        taken.add(next.delivery().claimed(now));
        advance();
      }
      return taken;
    }

    private void advance() {
      next = rest.hasNext() ? rest.next() : null;
    }
  }
}
