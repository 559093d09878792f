package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.licrus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.function.Executable;

/** A ledger in a file to which harm is done. */
final class SqliteVictim {

  static final int PAGE = 4096;
  static final int FRAME = PAGE + 24;

  private final Path folder;
  private final Path file;

  SqliteVictim(Path folder) {
    this.folder = folder;
    file = folder.resolve("ledger.db");
  }

  Path file() {
    return file;
  }

  LedgerSettings settings() {
    return new LedgerSettings("jdbc:sqlite:" + file, null, null, "one");
  }

  /** Makes a ledger with this many submissions, and closes it. */
  void fill(int submissions) throws Exception {
    try (Ledger ledger = Ledgers.open(settings())) {
      ledger.use("live");
      List<CompletableFuture<Entry>> entries = new ArrayList<>();
      for (int i = 0; i < submissions; i++) {
        entries.add(ledger.enter(licrus("s" + i)));
      }
      LedgerUnderTest.all(entries);
    }
  }

  /** A ledger as kill -9 leaves it, and the path of its log: each submission is a commit. */
  Path crashed(int submissions) throws Exception {
    fill(0);
    Path running = Files.createDirectory(folder.resolve("running")).resolve("ledger.db");
    Files.move(file, running);
    try (Ledger ledger =
        Ledgers.open(new LedgerSettings("jdbc:sqlite:" + running, null, null, "one"))) {
      for (int i = 0; i < submissions; i++) {
        get(ledger.enter(licrus("s" + i)));
      }
      Files.copy(running, file, StandardCopyOption.REPLACE_EXISTING);
      Path log = folder.resolve("ledger.db-wal");
      Files.copy(running.resolveSibling("ledger.db-wal"), log);
      return log;
    }
  }

  interface Harm {
    void to(RandomAccessFile file) throws Exception;
  }

  /** Does harm to the file. */
  void change(Harm harm) throws Exception {
    try (RandomAccessFile ledger = new RandomAccessFile(file.toFile(), "rw")) {
      harm.to(ledger);
    }
  }

  static byte[] nonsense(int length) {
    byte[] nonsense = new byte[length];
    Arrays.fill(nonsense, (byte) 'x');
    return nonsense;
  }

  /** What is said where a ledger is not opened. */
  static String refusal(Executable opening) {
    return assertThrows(LedgerException.class, opening).getMessage();
  }

  /** Sees to it that the damage is said in one line, with what to do. */
  static void assertDamaged(String said) {
    assertTrue(said.contains("is damaged (") && said.contains("command restore"), said);
    assertEquals(1, said.lines().count(), said);
  }
}
