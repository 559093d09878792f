package io.formrelay.watching;

import io.formrelay.ledger.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What operators are told, as rows of names and values. JMX and HTTP make theirs of these, and so
 * tell the same.
 */
public final class Plain {

  private Plain() {}

  /** A dead letter as a list shows it. */
  public static Map<String, Object> letter(DeadLetter letter) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", letter.submissionId());
    row.put("target", letter.target());
    row.put("completedAt", letter.completedAt().toString());
    row.put("resultCode", letter.resultCode());
    row.put("message", letter.message());
    row.put("reference", letter.reference());
    row.put("attempts", (long) letter.attempts());
    row.put("source", letter.source());
    row.put("receivedAt", letter.receivedAt().toString());
    row.put("place", PlaceText.of(letter.place()));
    return row;
  }

  /** How many dead letters there are, a row for each target and result code. */
  public static List<Map<String, Object>> counts(Map<String, Map<String, Long>> counts) {
    List<Map<String, Object>> rows = new ArrayList<>();
    counts.forEach(
        (target, codes) ->
            codes.forEach(
                (code, count) -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("target", target);
                  row.put("resultCode", code);
                  row.put("count", count);
                  rows.add(row);
                }));
    return rows;
  }

  /** How far a replay of many has come. */
  public static Map<String, Object> progress(BulkReplay.Progress progress) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("stage", progress.stage().name());
    row.put("search", progress.search());
    row.put("startedAt", text(progress.startedAt()));
    row.put("endedAt", text(progress.endedAt()));
    row.put("total", progress.total());
    row.put("done", progress.done());
    row.put("failed", progress.failed());
    row.put("problem", progress.problem());
    return row;
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }
}
