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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees and does over JMX. */
class JmxTest {

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
  void theDomainHoldsTheRelayAndEachTargetUnderFixedNames() throws Exception {
    assertEquals(
        Set.of(
            "formrelay:type=Relay",
            "formrelay:type=Target,name=licrus",
            "formrelay:type=Target,name=moka"),
        jmx.server().queryNames(new ObjectName("formrelay:*"), null).stream()
            .map(ObjectName::toString)
            .collect(Collectors.toSet()));
    for (String target : Arrays.asList(null, "licrus")) {
      Set<String> attributes = new HashSet<>();
      MBeanInfo info = jmx.server().getMBeanInfo(Jmx.name(target));
      for (MBeanAttributeInfo each : info.getAttributes()) {
        attributes.add(each.getName());
        assertTrue(each.getDescription().contains(" "), each::toString);
        assertFalse(each.isWritable(), each::toString);
      }
      assertTrue(
          attributes.containsAll(
              Set.of(
                  "Accepted",
                  "Succeeded",
                  "Retrying",
                  "DeadLettered",
                  "Pending",
                  "OldestPendingSeconds")));
      assertEquals(target != null, attributes.contains("LastError"));
      for (MBeanOperationInfo each : info.getOperations()) {
        assertTrue(each.getDescription().contains(" "), each::toString);
        for (MBeanParameterInfo parameter : each.getSignature()) {
          assertTrue(parameter.getDescription().contains(" "), parameter::toString);
          assertFalse(parameter.getName().startsWith("p1"), parameter::toString);
        }
      }
    }
    assertEquals(
        "s",
        Arrays.stream(jmx.server().getMBeanInfo(Jmx.name(null)).getAttributes())
            .filter(each -> each.getName().equals("OldestPendingSeconds"))
            .findFirst()
            .orElseThrow()
            .getDescriptor()
            .getFieldValue("units"));
  }

  @Test
  void camelsOwnMBeansHaveTheNamesOfTheContextAndTheRoutes() throws Exception {
    for (String route : List.of("accept", "deliver-licrus", "deliver-moka", "dead-letter")) {
      ObjectName name =
          new ObjectName("org.apache.camel:context=FormRelay,type=routes,name=\"" + route + '"');
      assertEquals("Started", jmx.server().getAttribute(name, "State"));
    }
  }

  @Test
  void whatComesInAndEndsIsCounted() throws Exception {
    partners.when("K-1", mokaCode("EX"), mokaCode(NOT_FOUND));
    long accepted = (long) jmx.relay("Accepted");
    long licrus = (long) jmx.read("licrus", "Succeeded");
    long dead = (long) jmx.read("moka", "DeadLettered");

    String id = relay.accepted(Forms.both("Sayılan Biri", "K-1"));
    relay.success(id, "licrus");
    relay.deadLetter(id, "moka");

    assertEquals(accepted + 1, jmx.relay("Accepted"));
    assertEquals(licrus + 1, jmx.read("licrus", "Succeeded"));
    assertEquals(dead + 1, jmx.read("moka", "DeadLettered"));
    await().until(() -> (long) jmx.read("moka", "DeadLetters") > 0);
    await().until(() -> jmx.relay("Pending").equals(0L));
    assertTrue(((String) jmx.read("moka", "LastError")).length() > 0);
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
  void deadLettersAreFoundByTextInTurkishWhateverItsCaseButNotByAPassword() throws Exception {
    partners.when("T-1", mokaCode(NOT_FOUND));
    String id =
        relay.accepted(
            "{\"CustomerCode\": \"T-1\", \"FirstName\": \"IŞIL\", \"Password\": \"Gizli77\"}");
    relay.deadLetter(id, "moka");

    assertEquals(List.of(id), ids(jmx.list("moka", NOT_FOUND, "ışıl", "")));
    assertEquals(List.of(id), ids(jmx.list("", "", "işil", "")));
    assertEquals(List.of(), ids(jmx.list("", "", "Gizli77", "")));
    assertEquals(List.of(), ids(jmx.list("", "", "FirstName", "")));
    assertEquals(List.of(), ids(jmx.list("licrus", "", "ışıl", "")));
    JsonNode story = RunningRelay.json((String) jmx.call(null, "show", id)).path(0);
    assertEquals("IŞIL", story.at("/submission/FirstName").asText());
    assertEquals("***", story.at("/submission/Password").asText());
    assertEquals("dead-lettered", story.path("status").asText());
    assertEquals(NOT_FOUND, story.at("/attempts/0/resultCode").asText());
    assertEquals("[ ]", jmx.call(null, "show", "none"));
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
