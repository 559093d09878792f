package io.formrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.chaos.Door.Answer;
import io.formrelay.chaos.LeftBehind.Receipt;
import java.util.List;
import java.util.Optional;

/** Asks the running relay for every submission: it must say what the receipts say. */
final class DoorAudit {

  private final Door door;
  private final Findings findings;

  DoorAudit(Door door, Findings findings) {
    this.door = door;
    this.findings = findings;
  }

  void check(LeftBehind left) throws InterruptedException {
    for (List<Receipt> receipts : left.receipts().values()) {
      check(receipts);
    }
  }

  private void check(List<Receipt> receipts) throws InterruptedException {
    Receipt first = receipts.get(0);
    Optional<Answer> answer = door.status(first.id());
    if (answer.isEmpty() || answer.get().status() != 200) {
      findings.lost(first.name(), "GET was answered " + answer);
      return;
    }
    JsonNode told = answer.get().json();
    boolean succeeded = receipts.stream().allMatch(Receipt::succeeded);
    boolean same =
        told.path("status").asText().equals(succeeded ? "succeeded" : "dead-lettered")
            && told.path("deliveries").size() == receipts.size()
            && receipts.stream().allMatch(receipt -> says(told, receipt));
    if (!same) {
      findings.broken(first.name(), "GET says otherwise than its receipts: " + told);
    }
  }

  private static boolean says(JsonNode told, Receipt receipt) {
    JsonNode delivery = told.path("deliveries").path(receipt.target());
    return delivery
            .path("status")
            .asText()
            .equals(receipt.succeeded() ? "succeeded" : "dead-lettered")
        && delivery.path("resultCode").equals(receipt.json().path("resultCode"))
        && delivery.path("reference").equals(receipt.json().path("reference"));
  }
}
