package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A missing or senseless setting stops the start with one line naming the key, exit code 2. */
class SettingsIT {

  private static final String NOWHERE = "http://127.0.0.1:9";

  @TempDir Path scratch;
  private RelayCommand command;

  @BeforeEach
  void everythingIsSet() {
    command = RelayCommand.complete(scratch.resolve("data"), NOWHERE);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "licrus.base-url, ''",
    "licrus.base-url, ftp://somebody:s3cret@partner.example",
    "licrus.base-url, http://somebody:s3cret@not a host/",
    "moka.base-url, https://partner.example/api?token=s3cret",
    "moka.password, ' '",
    "moka.password, s3cret{{cret",
    "moka.password, file:no/such/file",
    "relay.encryption-key, s3cret",
    "relay.retention.success, -1",
    "relay.retention.dead-letter, for ever",
    "licrus.concurrency, 0",
    "moka.rate, fast",
    "retry.delays, abc",
    "pause.after, 0",
    "store.url, jdbc:mysql://somebody:s3cret@127.0.0.1/relay",
    "camel.server.port, 99999",
    "camel.main.profile, no-such-profile",
    "licrus.enabled, perhaps",
    "licrus.repeatable, perhaps",
    "licrus.repeatable, ''",
    "moka.after-dead-letter, wait",
    "log.format, xml",
    "outcome.success, nowhere:else",
    "moka.order-key, customerCode",
    "store.url, jdbc:sqlite::memory:",
    "relay.api-keys, website:s3cret",
    "relay.http.origins, *",
    "telemetry.otlp, http://somebody:s3cret@127.0.0.1:4318",
    "telemetry.otlp, 127.0.0.1:4318",
    "telemetry.sample, 2",
    "telemetry.service-name, ' '",
  })
  void aSettingThatMakesNoSenseStopsTheStart(String key, String value) throws IOException {
    assertRefused(command.with(key, value), key);
  }

  @Test
  void withoutAKeyTheDoorOpensOnTheLoopbackOnly() throws IOException {
    assertRefused(command.with("camel.server.host", "0.0.0.0"), "relay.api-key");
  }

  @Test
  void aKeyStoreThatCannotBeOpenedIsRefused() throws IOException {
    Path noStore = Files.writeString(scratch.resolve("door.p12"), "s3cret");
    RelayCommand https = command.with("camel.ssl.enabled", "true");
    assertRefused(https.with("camel.ssl.keyStore", "config/none.p12"), "camel.ssl.keyStore");
    https.with("camel.ssl.keyStore", noStore.toString());
    assertRefused(https, "camel.ssl.keystorePassword");
    assertRefused(https.with("camel.ssl.keystorePassword", "s3cret"), "camel.ssl.keyStore");
  }

  @Test
  void aPartnerForBrowsersThatThereIsNotIsRefused() throws IOException {
    command.with("relay.http.origins", "http://localhost:3000");
    assertRefused(command.with("relay.http.targets", "licurs"), "relay.http.targets");
  }

  @Test
  void aHostThatHasNoAddressIsRefused() throws IOException {
    assertRefused(
        command.with("relay.api-key", "s3cret").with("camel.server.host", "nowhere.invalid"),
        "camel.server.host");
  }

  @Test
  void aDataFolderOrAnInboxThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(scratch.resolve("file"), "");
    assertRefused(command.with("relay.inbox", file.toString()), "relay.inbox");
    assertRefused(command.with("relay.data", file.toString()), "relay.data");
  }

  @Test
  void aFolderWithoutConfigurationIsRefused() throws IOException {
    assertRefused(command.in(scratch), "config/application.properties");
  }

  @ParameterizedTest
  @CsvSource({
    "relay.dat=elsewhere, relay.dat",
    "licrus.timout=5s, licrus.timout",
    "licurs.timeout=5s, licurs.timeout",
    "camel.server.prot=8081, camel.server.prot",
    "moka.password=C:\\users\\s3cret, config/application.properties",
  })
  void aLineInTheConfigurationThatIsNoSettingIsRefused(String line, String named)
      throws IOException {
    Path project = RelayCommand.copyOfProject(scratch);
    Files.writeString(
        project.resolve("config/application.properties"),
        "\n" + line + "\n",
        StandardOpenOption.APPEND);
    assertRefused(command.in(project), named);
  }

  @ParameterizedTest
  @CsvSource({
    "result-codes.yaml, route: pause, route: puase, config/result-codes.yaml:33",
    "result-codes.yaml, route: unknown, route: retry, config/result-codes.yaml:36",
    "result-codes.yaml, route: unknown, route: pause, config/result-codes.yaml:36",
    "submission.schema.json, '\"Targets\": {', '\"Targets\" {', config/submission.schema.json:24",
    "form/fields.yaml, CustomerCity*, CustomerCtiy*, config/form",
    "form/form.html, {{/groups}}, '', config/form",
  })
  void aBrokenFileIsRefusedByItsNameAndLine(String file, String right, String wrong, String named)
      throws IOException {
    Path project = RelayCommand.copyOfProject(scratch);
    Path broken = project.resolve("config").resolve(file);
    String content = Files.readString(broken, StandardCharsets.UTF_8);
    Files.writeString(broken, content.replace(right, wrong), StandardCharsets.UTF_8);
    assertRefused(command.in(project), named);
  }

  @Test
  void aPartnerThatIsOnButHasNoPageInRoutesIsRefused() throws IOException {
    Path project = RelayCommand.copyOfProject(scratch);
    Files.delete(project.resolve("routes/moka.camel.yaml"));
    assertRefused(command.in(project), "moka.enabled");
  }

  @Test
  void aLedgerThatCannotBeOpenedIsNamed() throws IOException {
    Path file = Files.writeString(scratch.resolve("no-database"), "This is a letter.".repeat(99));
    try (PackagedRelay relay = command.with("store.url", "jdbc:sqlite:" + file).start()) {
      assertEquals(1, relay.exitCode(), relay::output);
      assertOneLine(relay, "the ledger at jdbc:sqlite:" + file);
    }
  }

  private static void assertRefused(RelayCommand command, String named) throws IOException {
    try (PackagedRelay relay = command.start()) {
      assertEquals(2, relay.exitCode(), relay::output);
      assertOneLine(relay, named + ": ");
    }
  }

  private static void assertOneLine(PackagedRelay relay, String start) {
    List<String> lines = relay.lines();
    assertEquals(1, lines.size(), relay::output);
    String line = lines.get(0);
    assertAll(
        line,
        () -> assertTrue(line.startsWith("formrelay: " + start)),
        () -> assertFalse(line.contains("s3cret")),
        () -> assertFalse(line.contains(RelayCommand.TICKET)),
        () -> assertFalse(line.contains(RelayCommand.MOKA_PASSWORD)));
  }
}
