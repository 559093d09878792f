package io.formrelay.watching;

import io.formrelay.ledger.DeadLetter;
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
    return letters.stream()
        .map(letter -> row("DeadLetter", Plain.letter(letter)))
        .toArray(CompositeData[]::new);
  }

  static CompositeData[] counts(Map<String, Map<String, Long>> counts) {
    return Plain.counts(counts).stream()
        .map(count -> row("DeadLetters", count))
        .toArray(CompositeData[]::new);
  }

  static CompositeData progress(BulkReplay.Progress progress) {
    return row("Replay", Plain.progress(progress));
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
