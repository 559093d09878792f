package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.formrelay.running.Door.id;
import static io.formrelay.running.Secrets.assertClean;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.ContextInitializer;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.formrelay.operations.EncryptedValues;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SecretsTest {

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;
  @TempDir static Path secrets;
  private static final ByteArrayOutputStream LOGGED = new ByteArrayOutputStream();
  private static final PrintStream BEFORE = System.out;
  private static final List<HttpResponse<String>> ANSWERS = new ArrayList<>();
  private static RunningRelay relay;
  private static final int MANAGEMENT_PORT = ClosedPort.choose();

  @BeforeAll
  static void start() throws Exception {
    System.setOut(new PrintStream(LOGGED, true, StandardCharsets.UTF_8));
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    logging.reset();
    JoranConfigurator shipped = new JoranConfigurator();
    shipped.setContext(logging);
    shipped.doConfigure("config/logback.xml");
    logging.getLogger("io.formrelay").setLevel(Level.DEBUG);
    Path ticket = Files.writeString(secrets.resolve("ticket"), "cfgTicket40\n");
    relay =
        RunningRelay.start(
            data,
            PARTNERS.baseUrl(),
            Map.ofEntries(
                Map.entry("relay.api-key", "Door-Key-40"),
                Map.entry("relay.api-keys", "erp:namedKey46-0123456789"),
                Map.entry("relay.management-key", "managementKey47"),
                Map.entry("relay.http.captcha.verify-url", "http://127.0.0.1:9/verify"),
                Map.entry("relay.http.captcha.secret", "captchaSecret48"),
                Map.entry("relay.encryption-key", Secrets.ENCRYPTION_KEY),
                Map.entry("relay.master-password", "masterPass45"),
                Map.entry("store.password", "storePass44+/="),
                Map.entry("camel.server.host", "127.0.0.1"),
                Map.entry("camel.management.port", Integer.toString(MANAGEMENT_PORT)),
                Map.entry("licrus.auth-ticket", "file:" + ticket),
                Map.entry("moka.dealer-code", "cfgDealer41"),
                Map.entry("moka.username", "cfgUser42"),
                Map.entry(
                    "moka.password", new EncryptedValues("masterPass45").encrypt("cfgPass43"))));
    // Partners that repeat in their answers what they were sent.
    PARTNERS.stubFor(
        post(urlPathMatching("/licrus/.*"))
            .willReturn(
                okJson(
                    """
                    {"HasError": true, "HasMessage": true, "MessageList": [{"Type": 0,
                     "Message": "AuthTicket cfgTicket40 was refused"}]}
                    """)));
    PARTNERS.stubFor(
        post(urlPathMatching("/moka/.*"))
            .willReturn(
                okJson(
                    """
                    {"ResultCode": "DealerCustomer.UpdateCustomer.InvalidEmailFormat",
                     "ResultMessage": "cfgDealer41/cfgUser42/cfgPass43/Elif1234/%s",
                     "Data": {"DealerCustomer": {"Password": "Elif1234"}}}
                    """
                        .formatted(Secrets.CHECK_KEY))));
    callEverything();
  }

  private static void callEverything() throws Exception {
    Door door = new Door(relay);
    String[] headers = {
      "X-API-Key", "Door-Key-40",
      "Cookie", "session=evilCookie60",
      "X-Evil", "evilHeader61",
      "CamelFoo", "evilCamel62",
      "CamelHttpUri", "http://127.0.0.1:1/evilCamel62",
      "Prefer", "wait=20"
    };
    String licrus =
        """
        {"AuthTicket": "postedTicket50", "ProductNameList": "WT 65", "CustomerFullName": "Ali V"}
        """;
    String moka =
        """
        {"DealerCustomerAuthentication": {"DealerCode": "postedDealer51",
           "Username": "postedUser52", "Password": "postedPass53", "CheckKey": "postedCheck54"},
         "DealerCustomerRequest": {"CustomerCode": "Customer", "Password": "Elif1234"}}
        """;
    for (String body : List.of(licrus, moka)) {
      HttpResponse<String> answer = door.submit(Door.JSON, body, headers);
      assertEquals(200, answer.statusCode(), answer.body());
      ANSWERS.add(answer);
      ANSWERS.add(door.call("GET", "/submissions/" + id(answer), headers));
      ANSWERS.add(door.submit(Door.JSON, body.substring(0, body.length() - 4), headers));
      ANSWERS.add(door.submit(Door.JSON, body.replaceFirst("\\{", "{\"Nonsense\": 1, "), headers));
      ANSWERS.add(door.submit("text/plain", body, headers));
      ANSWERS.add(door.call("GET", "/submissions", headers));
    }
    ANSWERS.add(
        door.submit(Door.FORM, "AuthTicket=postedTicket50&Checkkey=postedCheck54", headers));
    ANSWERS.add(door.call("GET", "/unknown", headers));
    ANSWERS.add(door.call("GET", "/openapi.yaml", "X-API-Key", "evilHeader61"));
    await().until(() -> relay.files("dead-letter").size() == 2);
    String again = id(ANSWERS.get(6));
    relay.replay(again, "moka");
    String twice = "\"attempts\":2";
    await()
        .until(
            () -> door.call("GET", "/submissions/" + again, headers).body(),
            status -> status.contains(twice) && status.contains("dead-lettered"));
    relay.deadLetter(again, "moka");
    relay.drop("wrong.json", "{\"Nonsense\": 1, \"CustomerCode\": \"C-1\"}");
    await().until(() -> relay.files("dead-letter/intake").size() == 2);
    // What was claimed goes a moment later, and must not go while the files are read.
    await().until(() -> relay.files("inbox").isEmpty());
  }

  @AfterAll
  static void end() throws Exception {
    System.setOut(BEFORE);
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    logging.reset();
    new ContextInitializer(logging).autoConfig();
  }

  @Test
  void noAnswerReceiptLedgerOrLogEverShowsASecretOrWhatTheCallerSentBeside() throws Exception {
    assertEquals(15, ANSWERS.size());
    for (HttpResponse<String> each : ANSWERS) {
      assertClean("an answer", each.body() + each.headers().map());
    }
    assertClean("JMX", CamelBeans.told());
    assertClean("health", health());
    for (String page : List.of("health", "metrics", "jolokia/read/formrelay:*", "jolokia/list")) {
      HttpResponse<String> shown =
          relay.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + MANAGEMENT_PORT + "/observe/" + page))
                  .header("Authorization", "Bearer managementKey47"));
      assertEquals(200, shown.statusCode(), page);
      assertClean(page, shown.body());
    }
    for (Path file : relay.files("")) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!bytes.isBlank()) {
        assertClean(file.toString(), bytes);
      }
    }
    // The ledger's files while they are open, its log included, and again when it is closed.
    assertLedgerClean();
    relay.close();
    assertLedgerClean();
    String log = LOGGED.toString(StandardCharsets.UTF_8);
    assertTrue(log.contains("attempt id=" + id(ANSWERS.get(0))), log);
    assertClean("the log", log);
  }

  private static String health() {
    StringBuilder all = new StringBuilder();
    HealthCheckRegistry.get(relay.relay().context()).stream()
        .map(HealthCheck::call)
        .forEach(
            each ->
                all.append(each.getState())
                    .append(each.getMessage().orElse(""))
                    .append(each.getDetails()));
    return all.toString();
  }

  private static void assertLedgerClean() throws Exception {
    StringBuilder kept = new StringBuilder();
    for (Path file : relay.files("")) {
      if (file.getFileName().toString().startsWith("ledger.db")) {
        kept.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertTrue(kept.indexOf("ECODENSE") >= 0 || kept.indexOf("WT 65") >= 0);
    assertClean("the ledger", kept.toString());
  }
}
