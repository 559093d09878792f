package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay that is killed at the two moments that matter. */
class CrashPointsIT {

  @TempDir Path scratch;

  @Test
  void whatThePartnersHadAndHadNotAnsweredAtACrashIsKnownAfterIt() throws Exception {
    Path data = scratch.resolve("data");
    // A file where the folder should be: receipts cannot be filed.
    Path obstacle = Files.createDirectories(data).resolve("success");
    Files.writeString(obstacle, "");
    CountDownLatch crashed = new CountDownLatch(1);
    try (PartnerStub partners = new PartnerStub()) {
      partners.answerBy(
          (target, about, nth) -> {
            if (about.endsWith("-held") && nth == 1) {
              crashed.await();
            }
            if (about.endsWith("-again") && nth == 1) {
              return PartnerStub.BUSY;
            }
            if (about.endsWith("-again") && nth == 2) {
              crashed.await();
            }
            return PartnerStub.did(target, about, nth);
          });
      RelayCommand command = RelayCommand.complete(data, partners.url());
      try (PackagedRelay doomed = command.open()) {
        doomed.post(form("answered"));
        doomed.awaitState("answered", "licrus", "succeeded");
        doomed.awaitState("answered", "moka", "succeeded");
        doomed.post(form("held"));
        doomed.post(form("again"));
        await().until(() -> partners.count("licrus", "L-held") == 1);
        await().until(() -> partners.count("moka", "M-held") == 1);
        await().until(() -> partners.count("licrus", "L-again") == 2);
        await().until(() -> partners.count("moka", "M-again") == 2);
        doomed.kill();
      }
      crashed.countDown();
      Files.delete(obstacle);
      try (PackagedRelay restarted = command.open()) {
        for (String id : List.of("held", "again")) {
          JsonNode licrus = restarted.awaitState(id, "licrus", "dead-lettered");
          assertEquals("OutcomeUnknown", licrus.path("resultCode").asText());
          restarted.awaitState(id, "moka", "succeeded");
        }
        restarted.post(form("later"));
        restarted.awaitState("later", "licrus", "succeeded");
        assertEquals(1, partners.count("licrus", "L-held"));
        assertEquals(2, partners.count("moka", "M-held"));
        assertEquals(2, partners.count("licrus", "L-again"));
        assertEquals(3, partners.count("moka", "M-again"));
        assertEquals(1, partners.count("licrus", "L-answered"));
        assertEquals(1, partners.count("moka", "M-answered"));
        assertFiled(restarted.data());
      }
    }
  }

  private static void assertFiled(DataFolder data) {
    await()
        .untilAsserted(
            () -> {
              assertEquals(List.of("answered.json", "later.json"), names(data, "success/licrus"));
              assertEquals(
                  List.of("again.json", "answered.json", "held.json", "later.json"),
                  names(data, "success/moka"));
              assertEquals(List.of("again.json", "held.json"), names(data, "dead-letter"));
            });
    JsonNode receipt = receipt(data, "dead-letter/licrus", "held");
    assertEquals("OutcomeUnknown", receipt.path("resultCode").asText());
    assertEquals("RelayStopped", receipt.at("/attempts/0/resultCode").asText());
    assertTrue(receipt.at("/attempts/0/httpStatus").isNull());
    assertEquals("L-held", receipt.at("/submission/CustomerFullName").asText());
    JsonNode repeated = receipt(data, "success/moka", "held");
    assertEquals("RelayStopped", repeated.at("/attempts/0/resultCode").asText());
    assertEquals("Success", repeated.at("/attempts/1/resultCode").asText());
    assertEquals(
        List.of("Http503", "RelayStopped", "Success"),
        receipt(data, "success/moka", "again").path("attempts").findValuesAsText("resultCode"));
  }

  private static JsonNode receipt(DataFolder data, String folder, String id) {
    return data.receipts(folder).stream()
        .filter(each -> each.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(DataFolder data, String folder) {
    return data.files(folder).stream().map(file -> file.getFileName().toString()).sorted().toList();
  }

  private static String form(String id) throws IOException {
    return """
        {"SubmissionId": "%1$s", "CustomerFullName": "L-%1$s", "CustomerMobilePhone": "5301231212",
         "ProductNameList": ["WT 65"], "CustomerCode": "M-%1$s"}
        """
        .formatted(id);
  }
}
