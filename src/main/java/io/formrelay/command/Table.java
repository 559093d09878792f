package io.formrelay.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of JSON objects under one another, for people. */
final class Table {

  private final List<String> columns;

  /** A table with these members of each object. */
  Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** Prints a line of headings and a line a row. */
  void print(PrintWriter out, Iterable<JsonNode> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    for (JsonNode row : rows) {
      lines.add(columns.stream().map(column -> text(row.path(column))).toList());
    }
    for (List<String> line : lines) {
      StringBuilder printed = new StringBuilder();
      for (int column = 0; column < columns.size(); column++) {
        printed.append(line.get(column));
        int width = width(lines, column) + 2;
        printed.append(" ".repeat(width - line.get(column).length()));
      }
      out.println(printed.toString().stripTrailing());
    }
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private static String text(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "-";
    }
    // A line stays a line and a terminal as it is, whatever a partner has said.
    return (value.isValueNode() ? value.asText() : value.toString())
        .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
  }
}
