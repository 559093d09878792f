package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.failure;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.succeeded;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger does with its file, its folder and a disk that is full. */
class SqliteFileTest {

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("new/data/ledger.db");
  }

  @Test
  void theFileItsSideFilesAndItsFolderAreTheOwnersAlone() throws Exception {
    try (Ledger ledger = Ledgers.open(settings(""))) {
      get(ledger.enter(licrus("s1")));

      assertEquals("rwx------", permissions(file.getParent()));
      assertEquals("rw-------", permissions(file));
      assertEquals("rw-------", permissions(file.resolveSibling("ledger.db-wal")));
      assertEquals("rw-------", permissions(file.resolveSibling("ledger.db-shm")));
    }
  }

  @Test
  void everyCommitIsSyncedAndTheWriteAheadLogIsBounded() {
    LedgerSettings settings = settings("");
    try (Database database = SqliteDatabase.open(settings, file.toString())) {
      assertEquals("wal", pragma(database, "journal_mode"));
      assertEquals("2", pragma(database, "synchronous"));
      assertEquals("1", pragma(database, "foreign_keys"));
      assertEquals("5000", pragma(database, "busy_timeout"));
      assertEquals("67108864", pragma(database, "journal_size_limit"));
      assertEquals("1000", pragma(database, "wal_autocheckpoint"));
      assertEquals("1", pragma(database, "secure_delete"));
    }
  }

  @Test
  void aFileThatOthersCouldReadIsClosedToThem() throws Exception {
    Ledgers.open(settings("")).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    Ledgers.open(settings("")).close();

    assertEquals("rw-------", permissions(file));
  }

  @Test
  void aFullDiskFailsChangesWholeUntilThereIsRoomAgain() throws Exception {
    Ledgers.open(settings("")).close();
    sql("CREATE TABLE ballast (bytes)", "INSERT INTO ballast VALUES (zeroblob(1000000))");
    long pages = pages();
    try (Ledger ledger = Ledgers.open(settings("?max_page_count=" + (pages + 20)))) {
      List<String> entered = new ArrayList<>();
      List<String> refused = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        enterMany(ledger, round, entered, refused);
      }
      assertFalse(entered.isEmpty());
      assertFalse(refused.isEmpty());
      for (String id : refused) {
        assertEquals(Optional.empty(), ledger.find(id));
      }

      sql("DROP TABLE ballast");

      get(ledger.enter(licrus("after")));
      entered.add("after");
      List<Delivery> claimed = get(ledger.claim("licrus", 9999, NOON));
      assertEquals(entered, claimed.stream().map(Delivery::submissionId).toList());
      assertTrue(get(ledger.settle(succeeded("after", "licrus", NOON))));
    }
  }

  @Test
  void whatIsErasedStandsInNoneOfItsFilesAnyMore() throws Exception {
    try (Ledger ledger = Ledgers.open(settings(""))) {
      for (int i = 0; i < 50; i++) {
        get(ledger.enter(licrus("person-" + i)));
      }
      assertTrue(contains("person-7"));
      for (int i = 0; i < 49; i++) {
        ledger.records().erase("person-" + i, NOON);
      }
      await().until(ledger.records()::forget);
      assertFalse(contains("Ayşe person-7"));
      assertTrue(contains("Ayşe person-49"));
    }
    assertFalse(contains("Ayşe person-7"));
  }

  @Test
  void whatIsErasedIsForgottenWhenNobodyReadsAnyMoreAndNobodyWaitsForThat() throws Exception {
    try (Ledger ledger = Ledgers.open(settings(""));
        Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      get(ledger.enter(licrus("person-1")));
      reader.setAutoCommit(false);
      try (Statement statement = reader.createStatement()) {
        assertTrue(statement.executeQuery("SELECT id FROM submissions").next());
      }
      ledger.records().erase("person-1", NOON);

      assertFalse(ledger.records().forget());
      get(ledger.enter(licrus("person-2")));
      assertTrue(contains("Ayşe person-1"));

      reader.rollback();
      await().until(ledger.records()::forget);
      assertFalse(contains("Ayşe person-1"));
    }
  }

  private boolean contains(String text) throws Exception {
    try (var files = Files.list(file.getParent())) {
      String needle =
          new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      for (Path each : files.toList()) {
        if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "this is no database ".repeat(500));

    LedgerException failure = assertThrows(LedgerException.class, () -> Ledgers.open(settings("")));

    assertTrue(failure.getMessage().contains("not a database"), failure::getMessage);
  }

  @Test
  void aLedgerThatANewerVersionWroteIsRefused() throws Exception {
    Ledgers.open(settings("")).close();
    sql(
        "INSERT INTO flyway_schema_history VALUES (99, '999', 'later', 'SQL', 'V999__later.sql', 1,"
            + " '', '2030-01-01 00:00:00.000', 1, 1)");

    LedgerException failure = assertThrows(LedgerException.class, () -> Ledgers.open(settings("")));

    assertTrue(failure.getMessage().contains("newer version"), failure::getMessage);
    assertTrue(failure.getMessage().contains("999"), failure::getMessage);
  }

  @Test
  void anyOtherDatabaseIsRefused() {
    for (String url :
        List.of("jdbc:h2:mem:x", "ledger.db", "jdbc:sqlite:", "jdbc:sqlite::memory:")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Ledgers.open(new LedgerSettings(url, null, null, "one")));
    }
  }

  @Test
  void aPostgresqlServerThatIsAwayIsRefusedWithoutShowingThePassword() {
    String url = "jdbc:postgresql://127.0.0.1:1/ledger?password=geheim";

    LedgerException failure =
        assertThrows(
            LedgerException.class,
            () -> Ledgers.open(new LedgerSettings(url, "tester", "geheim", "one")));

    assertInstanceOf(LedgerException.class, failure);
    assertTrue(failure.getMessage().contains("127.0.0.1:1"), failure::getMessage);
    assertFalse(failure.getMessage().contains("geheim"), failure::getMessage);
    assertFalse(new LedgerSettings(url, "tester", "geheim", "one").toString().contains("geheim"));
  }

  private static void enterMany(
      Ledger ledger, int round, List<String> entered, List<String> refused) throws Exception {
    List<String> ids = new ArrayList<>();
    List<CompletableFuture<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ids.add("round" + round + "-" + i);
      entries.add(ledger.enter(licrus(ids.get(i))));
    }
    for (int i = 0; i < 100; i++) {
      if (entries.get(i).handle((entry, failure) -> failure == null).get()) {
        entered.add(ids.get(i));
      } else {
        assertInstanceOf(LedgerException.class, failure(entries.get(i)));
        refused.add(ids.get(i));
      }
    }
  }

  private LedgerSettings settings(String parameters) {
    return new LedgerSettings("jdbc:sqlite:" + file + parameters, null, null, "one");
  }

  private void sql(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private long pages() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      return statement.executeQuery("PRAGMA page_count").getLong(1);
    }
  }

  private static String pragma(Database database, String name) {
    return database.write(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
