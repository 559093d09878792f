package io.formrelay.submission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gathers what is wrong with a submission in the order a sender reads it: fields in the schema's
 * order, then unknown names, each with the nearest known one, and an end to very long lists.
 */
final class ProblemList {

  private static final int MOST = 50;
  private static final int LONGEST_NAME = 100;

  private final SubmissionSchema schema;
  private final NearestName nearest;

  ProblemList(SubmissionSchema schema) {
    this.schema = schema;
    nearest =
        new NearestName(
            Stream.concat(schema.names().stream(), schema.wrappers().stream()).toList());
  }

  /**
   * Gathers the problems.
   *
   * @param found problems of known fields; what the schema says comes after what others say, and is
   *     left out for a field that others refused
   * @param bySchema what the schema says
   * @param unknown names that are no field's
   */
  List<Problem> gather(List<Problem> found, List<Problem> bySchema, Collection<String> unknown) {
    Set<String> refused = new HashSet<>();
    found.forEach(problem -> refused.add(problem.field()));
    List<Problem> all = new ArrayList<>(found);
    bySchema.stream().filter(problem -> !refused.contains(problem.field())).forEach(all::add);
    all.sort(Comparator.comparingInt(problem -> schema.position(problem.field())));
    int total = all.size() + unknown.size();
    unknown.stream()
        .limit(Math.max(0, MOST - all.size()))
        .map(name -> new Problem(printable(name), "unknown", nearest.to(name)))
        .forEach(all::add);
    if (total > all.size()) {
      all.add(new Problem("", "more", Integer.toString(total - all.size())));
    }
    return all;
  }

  /** A name that came from outside, short, fit for logs and UTF-8, and in the order it is read. */
  private static String printable(String name) {
    StringBuilder printable = new StringBuilder();
    name.codePoints()
        .limit(LONGEST_NAME)
        .map(each -> isPrintable(each) ? each : '\uFFFD')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isPrintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
