package io.formrelay.running;

import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that an operator delivers again, or drops, over JMX. */
class JmxReplayTest {

  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
  private static final String BAD_EMAIL = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private final Jmx jmx = new Jmx();

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("replay.rate", "1000"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void aDeadLetterIsDeliveredAgainAndItsReceiptGoes() throws Exception {
    partners.when("R-1", mokaCode(NOT_FOUND), Answers.SUCCESS);
    String id = relay.accepted(Forms.moka("R-1"));
    relay.deadLetter(id, "moka");

    assertEquals("moka: PENDING", jmx.call(null, "replay", id));

    JsonNode receipt = relay.success(id, "moka");
    assertEquals(NOT_FOUND, receipt.at("/attempts/0/resultCode").asText());
    assertEquals("Success", receipt.at("/attempts/1/resultCode").asText());
    assertFalse(Files.exists(data.resolve("dead-letter/moka/" + id + ".json")));
    assertEquals(2, partners.askedAbout("R-1").size());
    assertEquals("nothing done: " + id + " is no dead letter", jmx.call(null, "replay", id));
    assertEquals("nothing done: none is no dead letter", jmx.call("moka", "replay", "none"));
    assertEquals("nothing done: " + id + " is no dead letter", jmx.call("licrus", "replay", id));
  }

  @Test
  void manyAreCountedFirstAndThenDeliveredAgainOnceEach() throws Exception {
    for (int i = 0; i < 60; i++) {
      partners.when("M-" + i, mokaCode(BAD_EMAIL), Answers.SUCCESS);
    }
    String[] ids = new String[60];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = relay.accepted(Forms.moka("M-" + i));
    }
    for (String id : ids) {
      relay.deadLetter(id, "moka");
    }
    CompositeData[] page = jmx.list("", BAD_EMAIL, "", "");
    assertEquals(50, page.length);
    CompositeData[] rest = jmx.list("", BAD_EMAIL, "", (String) page[49].get("place"));
    assertEquals(10, rest.length);
    CompositeData[] counts =
        (CompositeData[]) jmx.call(null, "dryRun", "", BAD_EMAIL, "", "1h", "");
    assertEquals("moka", counts[0].get("target"));
    assertEquals(60L, counts[0].get("count"));
    assertEquals(
        0, ((CompositeData[]) jmx.call(null, "dryRun", "", BAD_EMAIL, "1h", "", "")).length);
    assertEquals(1, partners.askedAbout("M-0").size());

    CompositeData started = (CompositeData) jmx.call(null, "replayAll", BAD_EMAIL);

    assertEquals(60L, started.get("total"));
    await().until(() -> jmx.progress().get("stage").equals("FINISHED"));
    assertEquals(60L, jmx.progress().get("done"));
    assertEquals(0L, jmx.progress().get("failed"));
    for (String id : ids) {
      relay.success(id, "moka");
    }
    for (int i = 0; i < ids.length; i++) {
      assertEquals(2, partners.askedAbout("M-" + i).size());
    }
  }

  @Test
  void ofAnUnknownOutcomeManyAreDeliveredAgainOnlyWhereThatIsSaid() throws Exception {
    partners.when("Belirsiz Biri", json(500, "oops"), Answers.SUCCESS);
    String id = relay.accepted(Forms.licrus("Belirsiz Biri"));
    assertEquals("OutcomeUnknown", relay.deadLetter(id, "licrus").path("resultCode").asText());

    jmx.call("licrus", "replayAll", "");
    await().until(() -> jmx.progress().get("stage").equals("FINISHED"));
    assertEquals("dead-lettered", relay.state(id, "licrus"));

    jmx.call("licrus", "replayAll", "OutcomeUnknown");
    relay.success(id, "licrus");
    assertEquals(2, partners.askedAbout("Belirsiz Biri").size());
  }

  @Test
  void aDroppedDeadLetterStaysOnFileWithItsReason() throws Exception {
    partners.when("D-9", mokaCode(NOT_FOUND), Answers.SUCCESS);
    String id = relay.accepted(Forms.moka("D-9"));
    relay.deadLetter(id, "moka");

    assertThrows(RuntimeMBeanException.class, () -> jmx.call(null, "drop", id, "moka", " "));
    assertEquals("dropped", jmx.call(null, "drop", id, "moka", "müşteri vazgeçti"));

    await().until(() -> relay.deadLetter(id, "moka").path("resultCode").asText().equals("Dropped"));
    JsonNode receipt = relay.deadLetter(id, "moka");
    assertTrue(receipt.path("message").asText().startsWith("müşteri vazgeçti (was " + NOT_FOUND));
    assertEquals(NOT_FOUND, receipt.at("/attempts/0/resultCode").asText());
    assertEquals("dead-lettered", relay.state(id, "moka"));
    assertEquals(List.of(), ids(jmx.list("", "", "D-9", "")));
    assertEquals(List.of(id), ids(jmx.list("", "Dropped", "D-9", "")));
    assertEquals("moka: PENDING", jmx.call(null, "replay", id));
    relay.success(id, "moka");
  }

  @Test
  void whatMakesNoSenseIsRefusedInWordsThatEveryClientCanRead() {
    RuntimeMBeanException refused =
        assertThrows(
            RuntimeMBeanException.class,
            () -> jmx.call(null, "dryRun", "", "", "yesterday", "", ""));
    assertEquals(IllegalArgumentException.class, refused.getCause().getClass());
    assertTrue(refused.getCause().getMessage().contains("10m"));
  }

  private static List<String> ids(CompositeData[] rows) {
    return Arrays.stream(rows).map(row -> (String) row.get("id")).toList();
  }
}
