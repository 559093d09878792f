package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.failure;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.succeeded;
import static io.formrelay.ledger.SqliteVictim.PAGE;
import static io.formrelay.ledger.SqliteVictim.assertDamaged;
import static io.formrelay.ledger.SqliteVictim.nonsense;
import static io.formrelay.ledger.SqliteVictim.refusal;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.sealing.SealedFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose file is lost or damaged: it is said, and never begun anew in silence. */
class SqliteDamageTest {

  @TempDir Path folder;
  private SqliteVictim sqlite;

  @BeforeEach
  void nameTheFile() {
    sqlite = new SqliteVictim(folder);
  }

  @Test
  void oneThatWasUsedAndIsMissingIsRefusedAndNotCreated() {
    String said = refusal(() -> Ledgers.reopen(sqlite.settings(), SealedFields.none()));

    assertTrue(said.contains("is missing") && said.contains("restore"), said);
    assertFalse(Files.exists(sqlite.file()));
  }

  @Test
  void oneThatWasUsedAndHasNoBytesIsRefused() throws Exception {
    Files.createFile(sqlite.file());

    String said = refusal(() -> Ledgers.reopen(sqlite.settings(), SealedFields.none()));

    assertTrue(said.contains("is empty") && said.contains("restore"), said);
    assertEquals(0, Files.size(sqlite.file()));
  }

  @Test
  void oneThatWasUsedAndIsAnotherOnesNewLedgerIsRefused() {
    Ledgers.open(sqlite.settings()).close();

    String said = refusal(() -> Ledgers.reopen(sqlite.settings(), SealedFields.none()));

    assertTrue(said.contains("is empty") && said.contains("anew"), said);
  }

  @Test
  void oneThatWasUsedIsOpenedAgain() throws Exception {
    sqlite.fill(3);

    try (Ledger ledger = Ledgers.reopen(sqlite.settings(), SealedFields.none())) {
      assertTrue(ledger.find("s2").isPresent());
      assertEquals(Optional.empty(), ledger.trouble());
    }
  }

  @Test
  void oneThatIsCutShortIsRefused() throws Exception {
    sqlite.fill(500);
    sqlite.change(ledger -> ledger.setLength(ledger.length() / 2 / PAGE * PAGE));

    assertDamaged(refusal(() -> Ledgers.open(sqlite.settings())));
  }

  @Test
  void oneThatIsOverwrittenInItsMiddleIsRefused() throws Exception {
    sqlite.fill(500);
    sqlite.change(
        ledger -> {
          ledger.seek(ledger.length() / 2 / PAGE * PAGE);
          ledger.write(nonsense(3 * PAGE));
        });

    assertDamaged(refusal(() -> Ledgers.open(sqlite.settings())));
  }

  @Test
  void oneWhoseBeginningIsOverwrittenIsRefused() throws Exception {
    sqlite.fill(500);
    sqlite.change(ledger -> ledger.write(nonsense(PAGE)));

    assertDamaged(refusal(() -> Ledgers.open(sqlite.settings())));
  }

  @Test
  void noLedgerIsMadeForACommand() throws Exception {
    String said = refusal(() -> Ledgers.existing(sqlite.settings(), true));

    assertTrue(said.startsWith("there is no ledger at "), said);
    assertEquals(said, refusal(() -> Ledgers.existing(sqlite.settings(), false)));
    assertFalse(Files.exists(sqlite.file()));
  }

  @Test
  void damageThatIsMetWhileItRunsEndsAllNewWorkAndIsSaid() throws Exception {
    sqlite.fill(500);
    try (Ledger ledger = Ledgers.reopen(sqlite.settings(), SealedFields.none())) {
      List<Delivery> sending = get(ledger.claim("licrus", 1, NOON));
      sqlite.change(
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
    sqlite.fill(500);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + sqlite.file());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE ballast (bytes)");
      statement.execute("INSERT INTO ballast VALUES (zeroblob(" + (SqliteFile.AT_ONCE + 1) + "))");
    }
    sqlite.change(
        ledger -> {
          // Behind the pages of the schema: without those nothing would open at all.
          ledger.seek(60L * PAGE);
          ledger.write(nonsense(20 * PAGE));
        });

    try (Ledger ledger = Ledgers.reopen(sqlite.settings(), SealedFields.none())) {
      await().until(() -> ledger.trouble().isPresent());

      assertDamaged(ledger.trouble().orElseThrow());
      assertDamaged(failure(ledger.enter(licrus("late"))).getMessage());
    }
  }
}
