package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees over JMX. */
class JmxTest {

  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";

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

  private static List<String> ids(CompositeData[] rows) {
    return Arrays.stream(rows).map(row -> (String) row.get("id")).toList();
  }
}
