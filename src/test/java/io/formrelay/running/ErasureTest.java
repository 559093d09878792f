package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.LedgerException;
import io.formrelay.operations.ConfigurationSource;
import io.formrelay.operations.Erasure;
import io.formrelay.operations.ErasureReport;
import io.formrelay.operations.ErasureWatch;
import io.formrelay.operations.Settings;
import io.formrelay.submission.Person;
import io.formrelay.submission.Person.Trait;
import io.formrelay.submission.SubmissionSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One customer is erased beside a relay that runs. */
class ErasureTest {

  private static final SubmissionSchema SCHEMA =
      SubmissionSchema.load(Path.of("config/submission.schema.json"));

  @TempDir Path data;
  private PartnerStub partners;
  private RunningRelay relay;

  @BeforeEach
  void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("retry.delays", "10m"));
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    partners.close();
  }

  private ErasureReport erase(Trait trait, String value, boolean dryRun) throws Exception {
    return erase(data, trait, value, dryRun);
  }

  private static ErasureReport erase(Path data, Trait trait, String value, boolean dryRun)
      throws Exception {
    Map<String, String> overrides =
        Map.of(
            "relay.data", data.toString(),
            "licrus.enabled", "false",
            "moka.enabled", "false");
    Settings settings = new ConfigurationSource(overrides).read().settings();
    try (Erasure erasure = new Erasure(settings, Clock.systemUTC())) {
      return erasure.run(new Person(SCHEMA, trait, value), dryRun, ErasureWatch.NONE);
    }
  }

  private static String form(String code, String more) {
    return "{\"CustomerCode\": \"%s\", %s}".formatted(code, more);
  }

  @Test
  void everythingOfOneCustomerGoesAndNothingOfOthers() throws Exception {
    partners.when("dead", mokaCode("DealerCustomer.UpdateCustomer.InvalidEmailFormat"));
    partners.when("waiting", mokaCode("EX"));
    String gsm = "\"GsmNumber\": \"0530 123 12 12\"";
    String succeeded = relay.accepted(form("well", gsm));
    String dead = relay.accepted(form("dead", gsm));
    String waiting = relay.accepted(form("waiting", gsm));
    String licrus =
        relay.accepted(
            "{\"CustomerMobilePhone\": \"+90 530 1231212\", \"ProductNameList\": \"WT\"}");
    String others =
        relay.accepted(
            "{\"DealerMobilePhone\": \"5301231212\", \"ProductNameList\": \"WT\","
                + " \"CustomerMobilePhone\": \"5301231213\"}");
    relay.drop("bad.json", "{\"Nonsense\": 1, \"GsmNumber\": \"(0530) 123-12-12\"}");
    relay.drop("broken.json", "{\"GsmNumber\": \"0530 123 12 12\",");
    relay.success(succeeded, "moka");
    relay.success(licrus, "licrus");
    relay.success(others, "licrus");
    relay.deadLetter(dead, "moka");
    await().until(() -> relay.state(waiting, "moka").equals("retrying"));
    await().until(() -> relay.files("dead-letter/intake").size() == 4);
    Path quarantine = Files.createDirectories(data.resolve("quarantine"));
    Files.writeString(quarantine.resolve("q.json"), "{\"fields\": {" + gsm + "}}");
    Files.writeString(quarantine.resolve("q.reason.json"), "{}");
    await().until(() -> relay.files("inbox").isEmpty());

    ErasureReport dry = erase(Trait.PHONE, "+90 (530) 123 12 12", true);
    assertEquals(4, dry.submissions());
    assertEquals(4, relay.files("dead-letter/intake").size());
    assertFalse(Files.exists(data.resolve("erasure.log")));

    ErasureReport report = erase(Trait.PHONE, "05301231212", false);

    assertEquals(4, report.submissions());
    assertEquals(
        Map.of("success", 2, "dead-letter/moka", 1, "dead-letter/intake", 1, "quarantine", 1),
        report.files());
    assertEquals(List.of(data.resolve("dead-letter/intake/broken.json")), report.byHand());
    assertEquals(List.of(), relay.files("quarantine"));
    assertFalse(report.complete(), "a person has to look at the broken one");
    for (String id : List.of(succeeded, dead, waiting, licrus)) {
      assertEquals(404, relay.status(id).path("status").asInt(), id);
    }
    assertEquals("succeeded", relay.state(others, "licrus"));
    Files.delete(data.resolve("dead-letter/intake/broken.json"));
    assertNowhere("5301231213", false);
    assertNowhere("530 123 12 12", true);
    assertNowhere("waiting", true);
    List<String> log = Files.readAllLines(data.resolve("erasure.log"));
    assertEquals(1, log.size());
    assertTrue(log.get(0).contains(" by=phone submissions=4 "), log::toString);
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("erasure.log"))));
    ErasureReport again = erase(Trait.PHONE, "5301231212", false);
    assertEquals(0, again.submissions());
    assertTrue(again.complete());
  }

  private void assertNowhere(String text, boolean nowhere) throws Exception {
    boolean found = false;
    for (Path file : FilesBelow.find(data)) {
      found |= Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    }
    assertEquals(!nowhere, found, text);
  }

  @Test
  void whatIsBeingSentIsLeftAndGoesWithTheSecondCall() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    partners.when(
        "slow",
        line -> {
          asked.countDown();
          answer.await();
          Answers.SUCCESS.give(line);
        });
    String id = relay.accepted(form("slow", "\"Email\": \"Ayse@Example.com\""));
    String behind = relay.accepted(form("slow", "\"Email\": \"other@example.com\""));
    assertTrue(asked.await(3, TimeUnit.MINUTES));

    ErasureReport report = erase(Trait.EMAIL, "ayse@example.com", false);

    assertEquals(List.of(id), report.underWay());
    assertFalse(report.complete());
    answer.countDown();
    relay.success(id, "moka");
    relay.success(behind, "moka");
    ErasureReport second = erase(Trait.EMAIL, "ayse@example.com", false);
    assertTrue(second.complete());
    assertEquals(Map.of("success", 1), second.files());
    assertEquals("succeeded", relay.state(behind, "moka"));
  }

  @Test
  void whatWaitedBehindAnErasedDeliveryIsSent() throws Exception {
    partners.when("first@example.com", mokaCode("EX"));
    String first = relay.accepted(form("C-9", "\"Email\": \"first@example.com\""));
    await().until(() -> relay.state(first, "moka").equals("retrying"));
    String second = relay.accepted(form("C-9", "\"Email\": \"second@example.com\""));

    assertEquals(1, erase(Trait.EMAIL, "FIRST@example.com", false).submissions());

    relay.success(second, "moka");
    assertEquals(1, erase(Trait.CUSTOMER_CODE, "C-9", true).submissions());
    assertEquals(0, erase(Trait.CUSTOMER_CODE, "c-9", true).submissions());
  }

  @Test
  void whatARestorePutAsideIsLeftToAPerson() throws Exception {
    Path ledger = Files.createDirectories(data.resolve("before-restore-20261122-120000"));
    Path inbox = Files.createDirectories(data.resolve("inbox/.before-restore-20261122-120000"));
    Files.writeString(ledger.resolve("ledger.db"), "");
    Files.writeString(inbox.resolve("token~big.jsonl"), "");

    ErasureReport report = erase(Trait.EMAIL, "ayse@example.com", false);

    assertEquals(List.of(ledger, inbox), report.byHand());
    assertEquals(0, report.waiting());
    assertFalse(report.complete());
  }

  @Test
  void aFolderWithoutALedgerIsNotSaidToBeClean(@TempDir Path empty) throws Exception {
    LedgerException refusal =
        assertThrows(LedgerException.class, () -> erase(empty, Trait.EMAIL, "a@example.com", true));

    assertTrue(refusal.getMessage().startsWith("there is no ledger at "), refusal::getMessage);
    assertEquals(List.of(), FilesBelow.find(empty));
  }

  @Test
  void whatIsNoTraitIsRefused() {
    for (String none : List.of("", "12", "ayse@example.com", "+49 30 123456")) {
      assertThrows(
          IllegalArgumentException.class, () -> new Person(SCHEMA, Trait.PHONE, none), none);
    }
    assertThrows(
        IllegalArgumentException.class, () -> new Person(SCHEMA, Trait.EMAIL, "no address"));
    assertThrows(
        IllegalArgumentException.class, () -> new Person(SCHEMA, Trait.CUSTOMER_CODE, " "));
  }
}
