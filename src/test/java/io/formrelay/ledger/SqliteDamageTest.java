package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.failure;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.succeeded;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.sealing.SealedFields;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose file is lost or damaged: it is said, and never begun anew in silence. */
class SqliteDamageTest {

  private static final int PAGE = 4096;
  private static final int FRAME = PAGE + 24;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("ledger.db");
  }

  @Test
  void oneThatWasUsedAndIsMissingIsRefusedAndNotCreated() {
    String said = refusal(() -> Ledgers.reopen(settings(), SealedFields.none()));

    assertTrue(said.contains("is missing") && said.contains("restore"), said);
    assertFalse(Files.exists(file));
  }

  @Test
  void oneThatWasUsedAndHasNoBytesIsRefused() throws Exception {
    Files.createFile(file);

    String said = refusal(() -> Ledgers.reopen(settings(), SealedFields.none()));

    assertTrue(said.contains("is empty") && said.contains("restore"), said);
    assertEquals(0, Files.size(file));
  }

  @Test
  void oneThatWasUsedAndIsAnotherOnesNewLedgerIsRefused() {
    Ledgers.open(settings()).close();

    String said = refusal(() -> Ledgers.reopen(settings(), SealedFields.none()));

    assertTrue(said.contains("is empty") && said.contains("anew"), said);
  }

  @Test
  void oneThatWasUsedIsOpenedAgain() throws Exception {
    fill(3);

    try (Ledger ledger = Ledgers.reopen(settings(), SealedFields.none())) {
      assertTrue(ledger.find("s2").isPresent());
      assertEquals(Optional.empty(), ledger.trouble());
    }
  }

  @Test
  void oneThatIsCutShortIsRefused() throws Exception {
    fill(500);
    change(ledger -> ledger.setLength(ledger.length() / 2 / PAGE * PAGE));

    assertDamaged(refusal(() -> Ledgers.open(settings())));
  }

  @Test
  void oneThatIsOverwrittenInItsMiddleIsRefused() throws Exception {
    fill(500);
    change(
        ledger -> {
          ledger.seek(ledger.length() / 2 / PAGE * PAGE);
          ledger.write(nonsense(3 * PAGE));
        });

    assertDamaged(refusal(() -> Ledgers.open(settings())));
  }

  @Test
  void oneWhoseBeginningIsOverwrittenIsRefused() throws Exception {
    fill(500);
    change(ledger -> ledger.write(nonsense(PAGE)));

    assertDamaged(refusal(() -> Ledgers.open(settings())));
  }

  @Test
  void aLogThatACrashToreIsReadToItsLastCommit() throws Exception {
    Path log = crashed(20);
    try (RandomAccessFile torn = new RandomAccessFile(log.toFile(), "rw")) {
      torn.setLength(torn.length() - FRAME / 2);
    }

    try (Ledger ledger = Ledgers.reopen(settings(), SealedFields.none())) {
      assertTrue(ledger.find("s18").isPresent());
      assertEquals(Optional.empty(), ledger.find("s19"));
    }
  }

  @Test
  void aLogThatIsDamagedBeforeItsLastCommitIsRefused() throws Exception {
    Path log = crashed(20);
    try (RandomAccessFile damaged = new RandomAccessFile(log.toFile(), "rw")) {
      damaged.seek(damaged.length() / FRAME / 2 * FRAME + 100);
      damaged.write(nonsense(50));
    }

    String said = refusal(() -> Ledgers.reopen(settings(), SealedFields.none()));

    assertDamaged(said);
    assertTrue(said.contains("ledger.db-wal away"), said);
  }

  @Test
  void aLogWhoseBeginningIsOverwrittenIsRefused() throws Exception {
    Path log = crashed(20);
    try (RandomAccessFile damaged = new RandomAccessFile(log.toFile(), "rw")) {
      damaged.write(nonsense(32));
    }

    assertDamaged(refusal(() -> Ledgers.reopen(settings(), SealedFields.none())));
  }

  @Test
  void whatAFailedTransactionLeftInTheLogIsNoDamage() throws Exception {
    Path log = crashed(20);
    byte[] whole = Files.readAllBytes(log);
    int frames = (whole.length - 32) / FRAME;
    int half = frames / 2 * FRAME + 32;
    byte[] older = Arrays.copyOf(whole, whole.length + FRAME);
    // A frame of the same log that is chained to nothing, as one that was rolled back.
    System.arraycopy(whole, half, older, whole.length, FRAME);
    Files.write(log, older);

    try (Ledger ledger = Ledgers.reopen(settings(), SealedFields.none())) {
      assertTrue(ledger.find("s19").isPresent());
    }
  }

  /** The log of a relay that is writing looks like that now and then. */
  @Test
  void aLogIsNotTakenForDamagedBesideARelay() throws Exception {
    Path log = crashed(20);
    try (RandomAccessFile damaged = new RandomAccessFile(log.toFile(), "rw")) {
      damaged.seek(32 + 10L * FRAME + 100);
      damaged.write(nonsense(100));
    }
    assertDamaged(refusal(() -> Ledgers.existing(settings(), false)));

    try (Ledger ledger = Ledgers.existing(settings(), true)) {
      assertEquals(Optional.empty(), ledger.trouble());
    }
  }

  @Test
  void noLedgerIsMadeForACommand() throws Exception {
    String said = refusal(() -> Ledgers.existing(settings(), true));

    assertTrue(said.startsWith("there is no ledger at "), said);
    assertEquals(said, refusal(() -> Ledgers.existing(settings(), false)));
    assertFalse(Files.exists(file));
  }

  @Test
  void damageThatIsMetWhileItRunsEndsAllNewWorkAndIsSaid() throws Exception {
    fill(500);
    try (Ledger ledger = Ledgers.reopen(settings(), SealedFields.none())) {
      List<Delivery> sending = get(ledger.claim("licrus", 1, NOON));
      change(
          damaged -> {
            damaged.seek(5L * PAGE);
            for (long at = 5L * PAGE; at < damaged.length(); at += PAGE) {
              damaged.write(nonsense(PAGE));
            }
          });
      await().until(() -> isDamaged(ledger));

      assertDamaged(ledger.trouble().orElseThrow());
      assertDamaged(failure(ledger.enter(licrus("late"))).getMessage());
      assertDamaged(failure(ledger.claim("licrus", 1, NOON)).getMessage());
      CompletableFuture<Boolean> outcome =
          ledger.settle(succeeded(sending.get(0).submissionId(), "licrus", NOON));
      await().until(outcome::isDone);
    }
  }

  private static boolean isDamaged(Ledger ledger) {
    for (int i = 0; i < 500; i += 10) {
      try {
        ledger.find("s" + i);
      } catch (LedgerException found) {
        return ledger.trouble().isPresent();
      }
    }
    return false;
  }

  /** A large one opens at once, and the damage is found beside its work. */
  @Test
  void damageInALargeLedgerIsFoundWhileItRuns() throws Exception {
    fill(500);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE ballast (bytes)");
      statement.execute("INSERT INTO ballast VALUES (zeroblob(" + (SqliteFile.AT_ONCE + 1) + "))");
    }
    change(
        ledger -> {
          // Behind the pages of the schema: without those nothing would open at all.
          ledger.seek(60L * PAGE);
          ledger.write(nonsense(20 * PAGE));
        });

    try (Ledger ledger = Ledgers.reopen(settings(), SealedFields.none())) {
      await().until(() -> ledger.trouble().isPresent());

      assertDamaged(ledger.trouble().orElseThrow());
      assertDamaged(failure(ledger.enter(licrus("late"))).getMessage());
    }
  }

  private void fill(int submissions) throws Exception {
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
  private Path crashed(int submissions) throws Exception {
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

  private interface Harm {
    void to(RandomAccessFile file) throws Exception;
  }

  private void change(Harm harm) throws Exception {
    try (RandomAccessFile ledger = new RandomAccessFile(file.toFile(), "rw")) {
      harm.to(ledger);
    }
  }

  private static byte[] nonsense(int length) {
    byte[] nonsense = new byte[length];
    Arrays.fill(nonsense, (byte) 'x');
    return nonsense;
  }

  private static String refusal(org.junit.jupiter.api.function.Executable opening) {
    return assertThrows(LedgerException.class, opening).getMessage();
  }

  private static void assertDamaged(String said) {
    assertTrue(said.contains("is damaged (") && said.contains("command restore"), said);
    assertEquals(1, said.lines().count(), said);
  }

  private LedgerSettings settings() {
    return new LedgerSettings("jdbc:sqlite:" + file, null, null, "one");
  }
}
