package io.formrelay.watching;

import io.formrelay.ledger.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Makes tables that every JMX console shows and no client needs a class of the relay's for. */
final class Rows {

  private Rows() {}

  static CompositeData[] letters(List<DeadLetter> letters) {
    return letters.stream().map(Rows::letter).toArray(CompositeData[]::new);
  }

  private static CompositeData letter(DeadLetter letter) {
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
    return row("DeadLetter", row);
  }

  static CompositeData[] counts(Map<String, Map<String, Long>> counts) {
    List<CompositeData> rows = new ArrayList<>();
    counts.forEach(
        (target, codes) ->
            codes.forEach(
                (code, count) -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("target", target);
                  row.put("resultCode", code);
                  row.put("count", count);
                  rows.add(row("DeadLetters", row));
                }));
    return rows.toArray(CompositeData[]::new);
  }

  static CompositeData progress(BulkReplay.Progress progress) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("stage", progress.stage().name());
    row.put("search", progress.search());
    row.put("startedAt", text(progress.startedAt()));
    row.put("endedAt", text(progress.endedAt()));
    row.put("total", progress.total());
    row.put("done", progress.done());
    row.put("failed", progress.failed());
    row.put("problem", progress.problem());
    return row("Replay", row);
  }

  static CompositeData[] work(List<Work> works) {
    return works.stream().map(Rows::work).toArray(CompositeData[]::new);
  }

  private static CompositeData work(Work work) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("what", work.what());
    row.put("name", work.name());
    row.put("stage", work.stage());
    row.put("unit", work.unit());
    row.put("done", work.done());
    row.put("total", work.total());
    row.put("succeeded", work.succeeded());
    row.put("failed", work.failed());
    row.put("startedAt", text(work.startedAt()));
    row.put("endedAt", text(work.endedAt()));
    row.put("problem", work.problem());
    return row("Work", row);
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }

  private static CompositeData row(String name, Map<String, Object> values) {
    String[] names = values.keySet().toArray(String[]::new);
    OpenType<?>[] types =
        values.values().stream()
            .map(value -> value instanceof Long ? SimpleType.LONG : SimpleType.STRING)
            .toArray(OpenType<?>[]::new);
    try {
      return new CompositeDataSupport(new CompositeType(name, name, names, names, types), values);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }
}
