package io.formrelay.running;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks in an expression for Prometheus for what is not there: functions that Prometheus does not
 * have, and metrics, labels and values of labels that the relay does not show.
 */
final class PromQl {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"]*\"|\\$\\{?\\w+}?|[0-9][0-9.a-zA-Z]*|[a-zA-Z_:][a-zA-Z0-9_:]*"
              + "|=~|!~|!=|==|>=|<=|[-+*/%^<>=(){}\\[\\],]");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private static final Set<String> FUNCTIONS =
      Set.of("absent", "rate", "increase", "delta", "histogram_quantile", "time", "label_values");
  private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count");
  private static final Set<String> GROUPINGS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  /** What Prometheus adds to every sample that it takes. */
  private static final Set<String> ADDED = Set.of("instance", "job");

  private final Exposed exposed;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> metrics = new TreeSet<>();
  private final Set<String> grouped = new TreeSet<>();
  private int at;

  private PromQl(String expression, Exposed exposed) {
    this.exposed = exposed;
    Matcher token = TOKEN.matcher(expression);
    int read = 0;
    while (token.find()) {
      if (!expression.substring(read, token.start()).isBlank()) {
        wrong.add("unreadable: " + expression.substring(read, token.start()).strip());
      }
      read = token.end();
      tokens.add(token.group());
    }
    if (!expression.substring(read).isBlank()) {
      wrong.add("unreadable: " + expression.substring(read).strip());
    }
  }

  /** What is wrong with an expression; empty where nothing is. */
  static List<String> wrong(String expression, Exposed exposed) {
    PromQl read = new PromQl(expression, exposed);
    read.walk();
    return read.wrong;
  }

  private void walk() {
    balance("(", ")");
    balance("{", "}");
    balance("[", "]");
    while (at < tokens.size()) {
      String token = tokens.get(at++);
      if (NAME.matcher(token).matches()) {
        word(token);
      }
    }
    for (String label : grouped) {
      if (metrics.stream().noneMatch(metric -> isLabel(metric, label))) {
        wrong.add("no label of " + metrics + ": " + label);
      }
    }
    if (metrics.isEmpty()) {
      wrong.add("no metric");
    }
  }

  private void balance(String opening, String closing) {
    if (tokens.stream().filter(opening::equals).count()
        != tokens.stream().filter(closing::equals).count()) {
      wrong.add("unbalanced: " + opening);
    }
  }

  private void word(String word) {
    if (GROUPINGS.contains(word)) {
      while (at < tokens.size() && !tokens.get(at).equals(")")) {
        if (NAME.matcher(tokens.get(at)).matches()) {
          grouped.add(tokens.get(at));
        }
        at++;
      }
    } else if (AGGREGATIONS.contains(word)) {
      if (!next("(") && !next("by") && !next("without")) {
        wrong.add("aggregates nothing: " + word);
      }
    } else if (next("(")) {
      function(word);
    } else if (!WORDS.contains(word)) {
      metric(word);
    }
  }

  private void function(String name) {
    if (!FUNCTIONS.contains(name)) {
      wrong.add("no function: " + name);
    }
    if (name.equals("label_values")) {
      int last = tokens.lastIndexOf(")") - 1;
      grouped.add(tokens.remove(last));
    }
  }

  private void metric(String name) {
    metrics.add(name);
    // Prometheus's own word on whether it could scrape.
    if (!name.equals("up") && !exposed.has(name)) {
      wrong.add("no metric: " + name);
    }
    if (next("{")) {
      at++;
      while (at < tokens.size() && !next("}")) {
        matcher(name);
      }
    }
  }

  private void matcher(String metric) {
    String label = tokens.get(at);
    String how = at + 2 < tokens.size() ? tokens.get(at + 1) : "";
    String value = at + 2 < tokens.size() ? tokens.get(at + 2).replace("\"", "") : "";
    at += 3;
    if (next(",")) {
      at++;
    }
    if (!isLabel(metric, label)) {
      wrong.add("no label of " + metric + ": " + label);
    } else if (how.equals("=")
        && !ADDED.contains(label)
        && !exposed.values(metric, label).contains(value)) {
      wrong.add("no " + label + " of " + metric + ": " + value);
    }
  }

  private boolean isLabel(String metric, String label) {
    return ADDED.contains(label) || !exposed.values(metric, label).isEmpty();
  }

  private boolean next(String token) {
    return at < tokens.size() && tokens.get(at).equals(token);
  }
}
