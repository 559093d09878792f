package io.formrelay.running;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that a page for Prometheus shows: their names, labels and the labels' values. */
final class Exposed {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"]*)\"");

  private final Map<String, Map<String, Set<String>>> metrics = new HashMap<>();

  private Exposed() {}

  /** Reads the text format. */
  static Exposed in(String page) {
    Exposed exposed = new Exposed();
    page.lines().filter(line -> !line.startsWith("#")).forEach(exposed::add);
    return exposed;
  }

  private void add(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    Map<String, Set<String>> labels =
        metrics.computeIfAbsent(sample.group(1), any -> new HashMap<>());
    Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) {
      labels.computeIfAbsent(label.group(1), any -> new TreeSet<>()).add(label.group(2));
    }
  }

  boolean has(String metric) {
    return metrics.containsKey(metric);
  }

  /** What a label of a metric says; empty where there is no such label. */
  Set<String> values(String metric, String label) {
    return metrics.getOrDefault(metric, Map.of()).getOrDefault(label, Set.of());
  }
}
