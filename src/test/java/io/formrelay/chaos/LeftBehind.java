package io.formrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.packaged.DataFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the relay has left behind when all has ended: the rows of its ledger and the receipts.
 *
 * @param rows every delivery in the ledger, by {@code <id> <target>}
 * @param receipts every receipt, by the form's name
 */
record LeftBehind(Map<String, Row> rows, Map<String, List<Receipt>> receipts) {

  /**
   * A delivery in the ledger.
   *
   * @param place its place among those of one customer
   */
  record Row(String id, String target, String state, String code, long place, boolean filed) {

    boolean ended() {
      return state.equals("succeeded") || state.equals("dead-lettered");
    }
  }

  /**
   * A receipt.
   *
   * @param file where it lies
   * @param json what it says
   */
  record Receipt(Path file, JsonNode json) {

    String id() {
      return text("id");
    }

    String target() {
      return text("target");
    }

    String code() {
      return text("resultCode");
    }

    String text(String field) {
      return json.path(field).asText();
    }

    boolean succeeded() {
      return text("route").equals("success");
    }

    /** Whether the relay left open what happened. */
    boolean unknown() {
      return !succeeded() && code().equals("OutcomeUnknown");
    }

    /** The form's name. */
    String name() {
      JsonNode submission = json.path("submission");
      return submission.path(target().equals("moka") ? "Address" : "CustomerFullName").asText();
    }

    /** The result code of the last attempt. */
    String lastCode() {
      return last().path("resultCode").asText();
    }

    /** When the last attempt began. */
    Instant lastBegan() {
      return Instant.parse(last().path("at").asText());
    }

    /** How long the last attempt took. */
    long lastMs() {
      return last().path("durationMs").asLong();
    }

    private JsonNode last() {
      JsonNode attempts = json.path("attempts");
      return attempts.path(attempts.size() - 1);
    }
  }

  /** Reads it. */
  static LeftBehind in(DataFolder data) throws SQLException {
    List<Receipt> receipts = new ArrayList<>();
    for (String folder : List.of("success", "dead-letter/licrus", "dead-letter/moka")) {
      data.files(folder).stream()
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .forEach(file -> receipts.add(new Receipt(file, DataFolder.read(file))));
    }
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : rows(data)) {
      rows.put(row.id() + " " + row.target(), row);
    }
    return new LeftBehind(
        rows,
        receipts.stream()
            .collect(Collectors.groupingBy(Receipt::name, TreeMap::new, Collectors.toList())));
  }

  /** How many deliveries have not ended, or have no receipt yet. */
  static long unfinished(DataFolder data) throws SQLException {
    return rows(data).stream().filter(row -> !row.ended() || !row.filed()).count();
  }

  private static List<Row> rows(DataFolder data) throws SQLException {
    List<Row> rows = new ArrayList<>();
    String url = "jdbc:sqlite:" + data.path().resolve("ledger.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT submission_id, target, state, result_code, place, filed FROM deliveries
                """)) {
      while (found.next()) {
        rows.add(
            new Row(
                found.getString(1),
                found.getString(2),
                found.getString(3),
                found.getString(4),
                found.getLong(5),
                found.getInt(6) == 1));
      }
    }
    return rows;
  }
}
