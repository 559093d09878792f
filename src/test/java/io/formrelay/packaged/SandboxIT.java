package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profile sandbox, started from the project's folder with nothing set but where it lives. */
class SandboxIT {

  @TempDir static Path scratch;
  private static PackagedRelay relay;

  @BeforeAll
  static void start() {
    relay =
        RelayCommand.bare(scratch.resolve("data"))
            .with("camel.main.profile", "sandbox")
            // An empty variable, as of a container without a value for it, says nothing.
            .environment("CAMEL_MAIN_PROFILE", "")
            .with("sandbox.samples", "true")
            // The first requests load classes, and a machine that tests may stand still meanwhile.
            .with("licrus.timeout", "12s")
            .with("moka.timeout", "60s")
            .with("sandbox.hang", "30000")
            .with("retry.delays", "50ms,50ms")
            .with("pause.probe", "200ms")
            .open();
  }

  @AfterAll
  static void stop() throws IOException {
    relay.close();
  }

  @Test
  void aFormForBothPartnersSucceedsAtBoth() throws Exception {
    relay.post(form("plain", "Fatih Sultan Mehmet mahallesi", "AYSE-7"));
    JsonNode licrus = relay.awaitState("plain", "licrus", "succeeded");
    assertTrue(licrus.path("reference").asText().matches("[0-9]+"), licrus.toString());
    relay.awaitState("plain", "moka", "succeeded");
  }

  @ParameterizedTest
  @CsvSource({
    "SANDBOX-HasError, dead-lettered, HasError",
    "SANDBOX-Hangs, dead-lettered, OutcomeUnknown",
    "SANDBOX-Http503, dead-lettered, RetriesExhausted",
    "SANDBOX-Http401, succeeded, Success",
  })
  void aMarkerInTheAddressChoosesWhatLicrusAnswers(String marker, String state, String code)
      throws Exception {
    relay.post(form(marker, marker, "C-" + marker));
    assertEquals(code, relay.awaitState(marker, "licrus", state).path("resultCode").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "SANDBOX-EXOnce, succeeded, Success, 2",
    "SANDBOX-EX, dead-lettered, RetriesExhausted, 3",
    "SANDBOX-InvalidAccount, succeeded, Success, 2",
    "SANDBOX-DealerCustomerNotFound, dead-lettered,"
        + " DealerCustomer.UpdateCustomer.DealerCustomerNotFound, 1",
  })
  void aMarkerInTheCustomerCodeChoosesWhatMokaAnswers(
      String marker, String state, String code, int attempts) throws Exception {
    relay.post(form(marker, "Fatih Sultan Mehmet mahallesi", marker));
    JsonNode moka = relay.awaitState(marker, "moka", state);
    assertEquals(code, moka.path("resultCode").asText());
    assertEquals(attempts, moka.path("attempts").asInt());
  }

  @Test
  void theSamplesAreFiled() {
    await()
        .untilAsserted(
            () -> {
              assertTrue(sources("success/licrus").contains("inbox/1-licrus-own-sample.json"));
              assertTrue(sources("success/moka").contains("inbox/2-moka-own-sample.json"));
              assertTrue(sources("success/licrus").contains("inbox/3-one-form-for-both.json"));
              assertTrue(sources("success/moka").contains("inbox/3-one-form-for-both.json"));
              assertTrue(sources("dead-letter/licrus").contains("inbox/5-trouble.jsonl"));
              assertEquals(2, relay.data().files("dead-letter/intake").size());
            });
    await().until(() -> relay.output().contains("answered 200"));
  }

  private static List<String> sources(String folder) {
    return relay.data().receipts(folder).stream()
        .map(receipt -> receipt.path("source").asText())
        .toList();
  }

  private static String form(String id, String address, String code) {
    return """
        {"SubmissionId": "%s", "CustomerFullName": "Elif Y", "CustomerMobilePhone": "5301231212",
         "CustomerAddress": "%s", "ProductNameList": ["WT 65"], "CustomerCode": "%s"}
        """
        .formatted(id, address, code);
  }
}
