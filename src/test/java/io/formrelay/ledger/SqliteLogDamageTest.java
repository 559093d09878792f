package io.formrelay.ledger;

import static io.formrelay.ledger.SqliteVictim.FRAME;
import static io.formrelay.ledger.SqliteVictim.assertDamaged;
import static io.formrelay.ledger.SqliteVictim.nonsense;
import static io.formrelay.ledger.SqliteVictim.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.sealing.SealedFields;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose log was torn by a crash, or is damaged. */
class SqliteLogDamageTest {

  @TempDir Path folder;
  private SqliteVictim sqlite;

  @BeforeEach
  void nameTheFile() {
    sqlite = new SqliteVictim(folder);
  }

  @Test
  void aLogThatACrashToreIsReadToItsLastCommit() throws Exception {
    Path log = sqlite.crashed(20);
    try (RandomAccessFile torn = new RandomAccessFile(log.toFile(), "rw")) {
      torn.setLength(torn.length() - FRAME / 2);
    }

    try (Ledger ledger = Ledgers.reopen(sqlite.settings(), SealedFields.none())) {
      assertTrue(ledger.find("s18").isPresent());
      assertEquals(Optional.empty(), ledger.find("s19"));
    }
  }

  @Test
  void aLogThatIsDamagedBeforeItsLastCommitIsRefused() throws Exception {
    Path log = sqlite.crashed(20);
    try (RandomAccessFile damaged = new RandomAccessFile(log.toFile(), "rw")) {
      damaged.seek(damaged.length() / FRAME / 2 * FRAME + 100);
      damaged.write(nonsense(50));
    }

    String said = refusal(() -> Ledgers.reopen(sqlite.settings(), SealedFields.none()));

    assertDamaged(said);
    assertTrue(said.contains("ledger.db-wal away"), said);
  }

  @Test
  void aLogWhoseBeginningIsOverwrittenIsRefused() throws Exception {
    Path log = sqlite.crashed(20);
    try (RandomAccessFile damaged = new RandomAccessFile(log.toFile(), "rw")) {
      damaged.write(nonsense(32));
    }

    assertDamaged(refusal(() -> Ledgers.reopen(sqlite.settings(), SealedFields.none())));
  }

  @Test
  void whatAFailedTransactionLeftInTheLogIsNoDamage() throws Exception {
    Path log = sqlite.crashed(20);
    byte[] whole = Files.readAllBytes(log);
    int frames = (whole.length - 32) / FRAME;
    int half = frames / 2 * FRAME + 32;
    byte[] older = Arrays.copyOf(whole, whole.length + FRAME);
    // A frame of the same log that is chained to nothing, as one that was rolled back.
    System.arraycopy(whole, half, older, whole.length, FRAME);
    Files.write(log, older);

    try (Ledger ledger = Ledgers.reopen(sqlite.settings(), SealedFields.none())) {
      assertTrue(ledger.find("s19").isPresent());
    }
  }

  /** The log of a relay that is writing looks like that now and then. */
  @Test
  void aLogIsNotTakenForDamagedBesideARelay() throws Exception {
    Path log = sqlite.crashed(20);
    try (RandomAccessFile damaged = new RandomAccessFile(log.toFile(), "rw")) {
      damaged.seek(32 + 10L * FRAME + 100);
      damaged.write(nonsense(100));
    }
    assertDamaged(refusal(() -> Ledgers.existing(sqlite.settings(), false)));

    try (Ledger ledger = Ledgers.existing(sqlite.settings(), true)) {
      assertEquals(Optional.empty(), ledger.trouble());
    }
  }
}
