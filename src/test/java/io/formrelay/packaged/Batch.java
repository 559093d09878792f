package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A file of forty lines, of which five are wrong, each in its own way to be told from the others.
 *
 * @param name the file's name up to its ending
 */
record Batch(String name) {

  static final int LINES = 40;
  static final int RIGHT = 35;

  private static final Set<Integer> WRONG = Set.of(1, 9, 18, 27, 40);

  String fileName() {
    return name + ".jsonl";
  }

  void drop(DataFolder data) throws IOException {
    data.drop(
        fileName(),
        String.join("\n", IntStream.rangeClosed(1, LINES).mapToObj(this::line).toList()));
  }

  private String about(int line) {
    return name + " " + line;
  }

  private String line(int line) {
    String count = WRONG.contains(line) ? Integer.toString(-line) : "1";
    return """
        {"CustomerFullName": "%s", "CustomerMobilePhone": "5301231212", "ProductNameList": "W", \
        "DeviceCount": %s}"""
        .formatted(about(line), count);
  }

  /**
   * Of each right line there is one submission; each wrong one lies aside once, with its reason.
   */
  void assertKnownOnce(CrashBench bench) throws IOException {
    assertEquals(RIGHT, bench.deliveries("inbox/" + fileName()).size());
    List<String> delivered = new ArrayList<>();
    for (String folder : List.of("success/licrus", "dead-letter/licrus")) {
      for (JsonNode receipt : bench.data().receipts(folder)) {
        if (receipt.path("source").asText().equals("inbox/" + fileName())) {
          delivered.add(receipt.at("/submission/CustomerFullName").asText());
        }
      }
    }
    Collections.sort(delivered);
    assertEquals(
        IntStream.rangeClosed(1, LINES)
            .filter(line -> !WRONG.contains(line))
            .mapToObj(this::about)
            .sorted()
            .toList(),
        delivered);
    assertWrongOnesAside(bench);
  }

  private void assertWrongOnesAside(CrashBench bench) throws IOException {
    Path intake = bench.data().path().resolve("dead-letter/intake");
    Set<String> expected = new TreeSet<>();
    for (int line : WRONG) {
      String letter = name + "." + line + ".json";
      expected.add("dead-letter/intake/" + letter);
      expected.add("dead-letter/intake/" + letter + ".reason.json");
      assertEquals(line(line), Files.readString(intake.resolve(letter)));
      JsonNode reason = DataFolder.read(intake.resolve(letter + ".reason.json"));
      assertEquals(line, reason.path("element").asInt());
      assertEquals(fileName(), reason.path("file").asText());
      assertEquals("DeviceCount", reason.at("/errors/0/field").asText());
    }
    List<String> found =
        bench.files(name + ".").stream().filter(file -> file.contains("/intake/")).toList();
    assertEquals(List.copyOf(expected), found);
  }

  /** How often Licrus was asked about each right line. */
  List<Integer> sent(CrashBench bench) {
    return IntStream.rangeClosed(1, LINES)
        .filter(line -> !WRONG.contains(line))
        .mapToObj(line -> bench.partners().count("licrus", about(line)))
        .toList();
  }
}
