package io.formrelay.ledger;

import io.formrelay.failpoint.FailPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Ends attempts, and lets the next delivery of an order key go where the first one has ended. */
final class SettleStep {

  private final SqlStatements sql;

  SettleStep(SqlStatements sql) {
    this.sql = sql;
  }

  void run(Handle handle, List<Change.Settle> settles, Outcomes outcomes) {
    int[] written = write(handle, settles);
    FailPoint.SETTLE_HALF_WRITTEN.reached();
    Map<String, List<Change.Settle>> ended = new LinkedHashMap<>();
    for (int i = 0; i < written.length; i++) {
      Change.Settle settle = settles.get(i);
      String target = settle.settlement().target();
      outcomes.add(settle.done(), written[i] == 1);
      if (written[i] == 1 && settle.settlement().state().ended()) {
        ended.computeIfAbsent(target, any -> new ArrayList<>()).add(settle);
      } else if (written[i] == 1) {
        outcomes.due(target);
      }
    }
    ended.forEach((target, those) -> makeNextDue(handle, target, those, outcomes));
  }

  private int[] write(Handle handle, List<Change.Settle> settles) {
    try (PreparedBatch batch = handle.prepareBatch(sql.get("settle"))) {
      for (Change.Settle settle : settles) {
        Settlement settlement = settle.settlement();
        batch
            .bind("state", settlement.state().text())
            .bind("due", millis(settlement.nextAttemptAt()))
            .bind("retries", settlement.retries())
            .bind("history", settle.history())
            .bind("relayFailed", settlement.relayFailed() ? 1 : 0)
            .bind("holds", settlement.holds() ? 1 : 0)
            .bind("attempts", settlement.history().size())
            .bind("resultCode", LedgerText.plain(settlement.resultCode()))
            .bind("message", LedgerText.plain(settlement.message()))
            .bind("reference", LedgerText.plain(settlement.reference()))
            .bind("completedAt", settlement.state().ended() ? millis(settlement.at()) : null)
            .bind("claimedAt", millis(settlement.claimedAt()))
            .bind("id", settle.subject())
            .bind("target", settlement.target())
            .add();
      }
      return batch.execute();
    }
  }

  private void makeNextDue(
      Handle handle, String target, List<Change.Settle> ended, Outcomes outcomes) {
    Instant first =
        ended.stream()
            .map(each -> each.settlement().at())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    int next =
        handle
            .createUpdate(sql.get("make-next-due"))
            .bind("target", target)
            .bind("ended", LedgerText.json(ended.stream().map(Change.Settle::subject).toList()))
            .bind("due", first.toEpochMilli())
            .execute();
    if (next > 0) {
      outcomes.due(target);
    }
  }

  private static Long millis(Instant at) {
    return at == null ? null : Long.valueOf(at.toEpochMilli());
  }
}
