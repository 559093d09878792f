package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the relay writes to its terminal: one line when it is open, one for every attempt. */
class LogIT {

  /** Netty's use of sun.misc.Unsafe is warned of; no entry in a manifest can allow it. */
  private static final String UNSAFE_OF_NETTY = "--sun-misc-unsafe-memory-access=allow";

  /** What Vert.x says of a machine, not of a delivery: it comes where nothing ran for 2 s. */
  private static final String STOOD_STILL = " has been blocked for ";

  private static final String KEY = "it-api-key-0123456789";
  private static final String ENCRYPTION_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path scratch;

  @Test
  void anAttemptIsOneLineOfTextThatSaysEverythingAndNothingSecret() throws Exception {
    List<String> lines = linesOfADelivery(command());
    assertEquals(3, lines.size(), lines.toString());
    assertTrue(
        lines.get(0).contains(" INFO  FormRelay takes submissions at http://127.0.0.1:"),
        lines.get(0));
    assertTrue(lines.get(1).contains(" INFO  It is watched at http://127.0.0.1:"), lines.get(1));
    assertTrue(
        lines
            .get(2)
            .matches(
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  attempt id=one"
                    + " target=licrus attempt=1 route=dead-letter code=HasError status=200"
                    + " ms=\\d+ reference=- next=-"),
        lines.get(2));
  }

  @Test
  void asJsonEveryLineIsAnObjectUnderANewerJavaAndATurkishLocaleToo() throws Exception {
    RelayCommand command =
        command().with("log.format", "json").with("user.language", "tr").with("user.country", "TR");
    Optional<Path> newer = newerJava();
    newer.ifPresent(java -> command.java(java, UNSAFE_OF_NETTY));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : linesOfADelivery(command)) {
      lines.add(JSON.readTree(line));
    }
    assertEquals(3, lines.size(), lines.toString());
    JsonNode attempt = lines.get(2);
    assertEquals("INFO", attempt.path("level").asText());
    assertEquals("one", attempt.path("id").asText());
    assertEquals("licrus", attempt.path("target").asText());
    assertEquals(1, attempt.path("attempt").asInt());
    assertEquals("dead-letter", attempt.path("route").asText());
    assertEquals("HasError", attempt.path("code").asText());
    assertTrue(attempt.path("ms").isNumber());
    assertTrue(attempt.path("@timestamp").asText().endsWith("Z"), attempt.toString());
  }

  /** A Java of 24 or later that is installed beside the one the tests run on. */
  private static Optional<Path> newerJava() throws IOException {
    Path beside = Path.of(System.getProperty("java.home")).getParent();
    try (Stream<Path> homes = Files.list(beside)) {
      return homes.filter(LogIT::isNewer).findFirst();
    }
  }

  private static boolean isNewer(Path home) {
    Properties release = new Properties();
    try (InputStream file = Files.newInputStream(home.resolve("release"))) {
      release.load(file);
    } catch (IOException noJava) {
      return false;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replaceAll("\\D", " ").strip();
    return Integer.parseInt(version.split(" ")[0]) >= 24;
  }

  private RelayCommand command() {
    return RelayCommand.complete(scratch.resolve("data"), "http://127.0.0.1:9")
        .with("relay.api-key", KEY)
        .with("relay.encryption-key", ENCRYPTION_KEY)
        .with("camel.server.host", "127.0.0.1");
  }

  /** One attempt, at a partner that says the ticket back, and then the end. */
  private static List<String> linesOfADelivery(RelayCommand command) throws Exception {
    try (PartnerStub partners = new PartnerStub()) {
      partners.answerBy(
          (target, about, nth) ->
              """
              {"HasError": true, "MessageList": [{"Type": 0, "Message": "bad: %s"}]}
              """
                  .formatted(RelayCommand.TICKET));
      try (PackagedRelay relay =
          command.with("licrus.base-url", partners.url() + "/licrus").open()) {
        // The second line follows the first, for which was waited, and comes before the attempt's.
        await().until(() -> relay.output().contains("It is watched at"));
        relay.post(
            """
            {"SubmissionId": "one", "CustomerFullName": "Elif Y", "ProductNameList": ["WT 65"],
             "CustomerMobilePhone": "5301231212", "AuthTicket": "ticket-of-a-sender"}
            """,
            "Authorization",
            "Bearer " + KEY);
        await().until(() -> relay.data().receipts("dead-letter/licrus").size() == 1);
        relay.terminate();
        assertEquals(0, relay.exitCode(), relay::output);
        for (String secret :
            List.of(
                RelayCommand.TICKET,
                RelayCommand.MOKA_PASSWORD,
                KEY,
                ENCRYPTION_KEY,
                "ticket-of-a-sender")) {
          assertFalse(relay.output().contains(secret), relay::output);
        }
        String receipt = relay.data().receipts("dead-letter/licrus").get(0).toString();
        assertTrue(receipt.contains("bad: ***"), receipt);
        return relay.lines().stream().filter(line -> !line.contains(STOOD_STILL)).toList();
      }
    }
  }
}
