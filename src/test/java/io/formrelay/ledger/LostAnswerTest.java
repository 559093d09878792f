package io.formrelay.ledger;

import static io.formrelay.ledger.LedgerUnderTest.failure;
import static io.formrelay.ledger.LedgerUnderTest.get;
import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.retrying;
import static io.formrelay.ledger.Sample.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a change that was committed while the ledger heard of a broken connection. */
class LostAnswerTest {

  @TempDir Path folder;

  private LostAnswer database;
  private Ledger ledger;

  @BeforeEach
  void open() {
    String file = folder.resolve("ledger.db").toString();
    LedgerSettings settings = new LedgerSettings("jdbc:sqlite:" + file, null, null, "one");
    database = new LostAnswer(SqliteDatabase.open(settings, file));
    ledger = new SqlLedger(database, "one", "run");
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void whatWasClaimedAndNeverHandedOutIsReleased() throws Exception {
    get(ledger.enter(licrus("s1")));
    database.loseNext();
    assertInstanceOf(LedgerException.class, failure(ledger.claim("licrus", 1, NOON)));
    assertEquals(State.SENDING, status("s1").state());

    List<Delivery> claimed = get(ledger.claim("licrus", 1, NOON));

    assertEquals("s1", claimed.get(0).submissionId());
    assertEquals(1, status("s1").attempts());
  }

  @Test
  void aRetryThatIsReleasedIsStillARetryAndDueWhenItWas() throws Exception {
    get(ledger.enter(licrus("s1")));
    get(ledger.claim("licrus", 1, NOON));
    get(ledger.settle(retrying("s1", "licrus", NOON, NOON.plusSeconds(30))));
    database.loseNext();
    failure(ledger.claim("licrus", 1, NOON.plusSeconds(31)));

    get(ledger.enter(licrus("s2")));

    assertEquals(
        new DeliveryStatus(State.RETRYING, 1, NOON.plusSeconds(30), "HTTP 503", "busy", null),
        status("s1"));
  }

  @Test
  void enteringAgainIsARepeatAndSettlingAgainAnswersFalse() throws Exception {
    database.loseNext();
    assertInstanceOf(LedgerException.class, failure(ledger.enter(licrus("s1"))));
    assertEquals(new Entry("s1", Entry.Kind.REPEATED), get(ledger.enter(licrus("s1"))));
    get(ledger.claim("licrus", 1, NOON));

    database.loseNext();
    failure(ledger.settle(succeeded("s1", "licrus", NOON)));

    assertFalse(get(ledger.settle(succeeded("s1", "licrus", NOON))));
    assertEquals(State.SUCCEEDED, status("s1").state());
  }

  private DeliveryStatus status(String id) {
    return ledger.find(id).orElseThrow().deliveries().get("licrus");
  }
}
