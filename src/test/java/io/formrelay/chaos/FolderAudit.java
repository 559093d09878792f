package io.formrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.chaos.Journal.Dropped;
import io.formrelay.packaged.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for what should not lie in the data folder, and for what was refused at the folder door:
 * each wrong element once, its bytes unchanged.
 */
final class FolderAudit {

  private static final String REASON = ".reason.json";

  private final DataFolder data;
  private final Journal journal;
  private final Findings findings;

  FolderAudit(DataFolder data, Journal journal, Findings findings) {
    this.data = data;
    this.journal = journal;
    this.findings = findings;
  }

  void check() throws IOException {
    data.files("inbox").forEach(file -> findings.broken("", "left in the inbox: " + file));
    Stream.of("success", "dead-letter")
        .flatMap(folder -> data.files(folder).stream())
        .filter(file -> file.getFileName().toString().startsWith("."))
        .forEach(file -> findings.broken("", "unfinished: " + file));
    data.files("").stream()
        .filter(file -> file.getFileName().toString().endsWith(".tmp"))
        .forEach(file -> findings.broken("", "temporary: " + file));
    checkIntake();
  }

  private void checkIntake() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> intake = data.files("dead-letter/intake");
    for (Path file : intake) {
      Path reason = file.resolveSibling(file.getFileName() + REASON);
      if (!file.getFileName().toString().endsWith(REASON)) {
        JsonNode said = DataFolder.read(reason);
        found.add(
            said.path("file").asText()
                + "#"
                + said.path("element").asInt()
                + ": "
                + Files.readString(file));
      } else if (intake.stream().noneMatch(each -> reasonOf(each).equals(file))) {
        findings.broken("", "a reason without its letter: " + file);
      }
    }
    List<String> expected = new ArrayList<>();
    for (Dropped file : journal.dropped()) {
      file.wrong()
          .forEach((place, bytes) -> expected.add(file.name() + "#" + place + ": " + bytes));
    }
    compare(expected, found);
  }

  private static Path reasonOf(Path letter) {
    return letter.resolveSibling(letter.getFileName() + REASON);
  }

  private void compare(List<String> expected, List<String> found) {
    List<String> surplus = new ArrayList<>(found);
    for (String each : expected) {
      if (!surplus.remove(each)) {
        findings.broken("", "refused and not in the intake: " + each);
      }
    }
    surplus.forEach(each -> findings.broken("", "in the intake and not refused: " + each));
  }
}
