package io.formrelay.running;

import static io.formrelay.running.ManagementPort.JOLOKIA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jolokia at the management port reads and carries out. */
class JolokiaTest {

  private static final String DRY_RUN =
      "{'type':'exec','mbean':'formrelay:type=Relay','operation':'dryRun',"
          + "'arguments':['','','','','']}";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static ManagementPort management;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    management = ManagementPort.start(data, partners.address(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    management.close();
    partners.close();
  }

  @Test
  void jolokiaReadsWhatIsDocumentedAndNothingElse() throws Exception {
    assertEquals(200, management.ask("{'type':'read','mbean':'formrelay:type=Relay'}"));
    assertEquals(200, management.ask("{'type':'read','mbean':'java.lang:type=Memory'}"));
    assertEquals(
        200,
        management.ask("{'type':'read','mbean':'java.lang:type=Runtime','attribute':'Uptime'}"));
    assertEquals(200, management.ask("{'type':'search','mbean':'org.apache.camel:type=routes,*'}"));

    String runtime = "'mbean':'java.lang:type=Runtime'";
    for (String refused :
        List.of(
            "{'type':'read'," + runtime + "}",
            "{'type':'read'," + runtime + ",'attribute':'SystemProperties'}",
            "{'type':'read'," + runtime + ",'attribute':'InputArguments'}",
            "{'type':'read'," + runtime + ",'attribute':['Uptime','SystemProperties']}",
            "{'type':'read','mbean':'java.lang:*','attribute':'SystemProperties'}",
            "{'type':'read','mbean':'com.sun.management:type=HotSpotDiagnostic'}",
            "{'type':'write','mbean':'java.lang:type=Memory','attribute':'Verbose','value':true}",
            "{'type':'read','mbean':'formrelay:type=Relay',"
                + "'target':{'url':'service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi'}}",
            "{'type':'notification','command':'register'}",
            "[{'type':'notification','command':'register'}]",
            "{'type':'config'}")) {
      assertEquals(403, management.ask(refused), refused);
    }
  }

  @Test
  void withoutAKeyNothingIsCarriedOut() throws Exception {
    for (String refused :
        List.of(
            "{'type':'exec','mbean':'formrelay:type=Relay','operation':'pause'}",
            "{'type':'EXEC','mbean':'formrelay:type=Relay','operation':'show','arguments':['x']}",
            "[{'type':'version'}," + DRY_RUN + "]")) {
      HttpResponse<String> answer = management.post(refused);
      assertEquals(403, answer.statusCode(), refused);
      assertTrue(answer.body().contains("relay.management-key"), answer.body());
    }
    assertEquals(Boolean.FALSE, new Jmx().relay("Paused"));
  }

  @Test
  void withTheKeyIsCarriedOutWhatIsDocumentedAndNothingElse(@TempDir Path other) throws Exception {
    String[] key = {"Authorization", "Bearer the-key"};
    Map<String, String> more = Map.of("relay.management-key", "the-key");
    try (ManagementPort keyed = ManagementPort.start(other, partners.address(), more)) {
      assertEquals(200, keyed.ask(DRY_RUN, key));
      for (String refused :
          List.of(
              "{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}",
              "{'type':'exec','mbean':'org.apache.camel:context=FormRelay,type=context,"
                  + "name=\\\"FormRelay\\\"','operation':'stop()'}",
              "{'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand',"
                  + "'operation':'vmSystemProperties'}")) {
        assertEquals(403, keyed.ask(refused, key), refused);
      }
    }
  }

  @Test
  void whatIsReadFromCamelShowsNoSecret() throws Exception {
    management.relay().ended(Forms.both("Sır Taşımaz", "SS-1"));
    String all = management.post("{'type':'read','mbean':'org.apache.camel:*'}").body();
    assertTrue(all.contains("deliver-licrus"));
    for (String secret : List.of("test-ticket-0123456789abcdef", "demoPass1", "demoUser")) {
      assertFalse(all.contains(secret), secret);
    }
  }

  @Test
  void getOnlyLooksAndPostIsJson() throws Exception {
    assertEquals(200, management.get(JOLOKIA + "/read/formrelay:type=Relay/Accepted").statusCode());
    assertEquals(405, management.get(JOLOKIA + "/exec/formrelay:type=Relay/pause").statusCode());
    assertEquals(405, management.get(JOLOKIA + "/./exec/formrelay:type=Relay/pause").statusCode());
    assertEquals(
        405, management.get(JOLOKIA + "/write/java.lang:type=Memory/Verbose/true").statusCode());
    assertEquals(405, management.get(JOLOKIA + "/notification/register").statusCode());
    assertEquals(405, management.get(JOLOKIA + "/%65xec/formrelay:type=Relay/pause").statusCode());
    assertEquals(405, management.get(JOLOKIA + "?p=exec/formrelay:type=Relay/pause").statusCode());
    assertEquals(
        415,
        management
            .send(
                management.request(JOLOKIA).POST(BodyPublishers.ofString("{\"type\":\"version\"}")))
            .statusCode());
    assertEquals(Boolean.FALSE, new Jmx().relay("Paused"));
  }
}
