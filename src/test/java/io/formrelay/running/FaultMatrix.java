package io.formrelay.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The fault matrix as {@code src/docs/crash-safety.md} shows it: what is written there is what the
 * tests expect.
 */
final class FaultMatrix {

  static final Path DOCUMENT = Path.of("src/docs/crash-safety.md");

  private static final String HEADING = "## The fault matrix";
  private static final String EMPTY = "";
  private static final int FAULT = 1;
  private static final int CODE = 2;
  private static final int SHOWN_BY = 7;

  /** The columns of outcomes, from the third on. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column(3, "licrus", false),
          new Column(4, "licrus", true),
          new Column(5, "moka", false),
          new Column(6, "moka", true));

  private record Column(int index, String target, boolean retry) {}

  /**
   * One cell.
   *
   * @param fault the name of its row
   * @param code the result code that the attempt gets
   * @param target the partner that meets the fault
   * @param retry whether the attempt before surely never left; else there was none
   * @param outcome what becomes of the delivery
   */
  record Cell(String fault, String code, String target, boolean retry, String outcome) {
    @Override
    public String toString() {
      return "%s, %s: %s: %s".formatted(target, retry ? "retry" : "first try", fault, outcome);
    }
  }

  private FaultMatrix() {}

  /** The names of the faults that a test class shows. */
  static List<String> faults(Class<?> test) {
    return rows(test).map(row -> row[FAULT]).toList();
  }

  /** The cells that a test class shows; an empty one has no outcome. */
  static List<Cell> cells(Class<?> test) {
    return rows(test)
        .flatMap(
            row ->
                COLUMNS.stream()
                    .filter(each -> !row[each.index()].equals(EMPTY))
                    .map(each -> cell(row, each)))
        .toList();
  }

  /** The rows whose last column names no test. */
  static List<String> shownByNothing(Pattern test) {
    return rows().stream()
        .filter(row -> !row[FAULT].equals("Fault") && !row[FAULT].matches("-+"))
        .filter(row -> !test.matcher(row[SHOWN_BY]).find())
        .map(row -> row[FAULT])
        .toList();
  }

  private static Cell cell(String[] row, Column column) {
    return new Cell(
        row[FAULT],
        row[CODE].replace("`", ""),
        column.target(),
        column.retry(),
        row[column.index()]);
  }

  private static Stream<String[]> rows(Class<?> test) {
    return rows().stream().filter(row -> row[SHOWN_BY].equals("`" + test.getSimpleName() + "`"));
  }

  private static List<String[]> rows() {
    try {
      List<String> lines = Files.readAllLines(DOCUMENT);
      int first = lines.indexOf(HEADING) + 1;
      int end =
          IntStream.range(first, lines.size())
              .filter(line -> lines.get(line).startsWith("## "))
              .findFirst()
              .orElse(lines.size());
      return lines.subList(first, end).stream()
          .filter(line -> line.startsWith("| "))
          .map(line -> line.split("\\s*\\|\\s*", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
