package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts in the inbox of a relay whose ledger does not know them. */
class ReplayElsewhereTest {

  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";

  private static final String RECEIPT =
      """
      {"id": "form-77", "target": "moka", "source": "http",
       "receivedAt": "2026-01-02T03:04:05.678Z", "completedAt": "2026-01-02T03:04:06Z",
       "route": "%s", "resultCode": "%s", "message": "", "reference": null,
       "attempts": [{"at": "2026-01-02T03:04:05.700Z", "httpStatus": 200, "resultCode": "%s",
         "message": "", "durationMs": 12}],
       "submission": {"SubmissionId": "form-77", "CustomerFullName": "Deneme Müşteri",
         "ProductNameList": ["ECODENSE WT 65"], "CustomerCode": "C-1", "Password": "%s"}}
      """;

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();
  private RunningRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = RunningRelay.start(data, partners.address(), Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void aDeadLetterIsEnteredAnewForItsTargetAlone() throws Exception {
    relay.drop("form-77.json", RECEIPT.formatted("dead-letter", NOT_FOUND, NOT_FOUND, "Gizli"));

    JsonNode receipt = relay.success("form-77", "moka");
    assertEquals("inbox/form-77.json", receipt.path("source").asText());
    assertEquals("***", receipt.at("/submission/Password").asText());
    assertEquals(1, partners.askedAbout("Gizli").size());
    assertEquals(List.of(), partners.asked("/licrus"));
    assertEquals("succeeded", relay.status("form-77").path("status").asText());
  }

  @Test
  void aSuccessWhosePasswordIsMaskedIsNotSentAsIfThatWereThePassword() throws Exception {
    relay.drop("form-77.json", RECEIPT.formatted("success", "Success", "Success", "***"));

    await().until(() -> Files.exists(data.resolve("dead-letter/intake/form-77.json.reason.json")));
    assertEquals(List.of(), partners.asked("/moka"));
  }
}
