package io.formrelay.operations;

import static io.formrelay.operations.AgedLedger.daysAgo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files beside the receipts that are kept no longer than they have to be. */
class OldFilesTest {

  @TempDir Path data;
  private AgedLedger kept;

  @BeforeEach
  void open() {
    kept = new AgedLedger(data);
  }

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void whatIsNotTheRelaysOwnBelowSuccessKeepsNothingElseFromGoing() throws Exception {
    kept.ended("old", "licrus", State.SUCCEEDED, 31);
    Files.writeString(data.resolve("success/licrus/2020-01-01"), "a note");
    Files.writeString(data.resolve("success/notes.txt"), "a note");

    kept.purge(30, 180);

    assertEquals(
        List.of("success", "success/licrus", "success/licrus/2020-01-01", "success/notes.txt"),
        kept.tree());
  }

  @Test
  void whatARestorePutAsideGoesByItsAge() throws Exception {
    for (String name : List.of("before-restore-", "inbox/.before-restore-")) {
      for (int days : List.of(179, 181)) {
        Path folder = Files.createDirectories(data.resolve(name + days));
        Files.writeString(folder.resolve("file"), "Ayşe");
        Files.setLastModifiedTime(folder, FileTime.from(daysAgo(days)));
      }
    }

    kept.purge(30, 180);

    assertEquals(
        List.of(
            "before-restore-179",
            "before-restore-179/file",
            "inbox",
            "inbox/.before-restore-179",
            "inbox/.before-restore-179/file"),
        kept.tree());
  }

  @Test
  void whatTheDoorsRefusedGoesByItsAge() throws Exception {
    for (String folder : List.of("dead-letter/intake", "quarantine")) {
      Path old = Files.createDirectories(data.resolve(folder)).resolve("old.json");
      Files.writeString(old, "{}");
      Files.writeString(old.resolveSibling("new.json"), "{}");
      Files.setLastModifiedTime(old, FileTime.from(daysAgo(181)));
      Files.setLastModifiedTime(old.resolveSibling("new.json"), FileTime.from(daysAgo(179)));
    }

    kept.purge(30, 180);

    assertFalse(Files.exists(data.resolve("dead-letter/intake/old.json")));
    assertFalse(Files.exists(data.resolve("quarantine/old.json")));
    assertTrue(Files.exists(data.resolve("dead-letter/intake/new.json")));
    assertTrue(Files.exists(data.resolve("quarantine/new.json")));
  }
}
