package io.formrelay.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.State;
import io.formrelay.sealing.SealedFields;
import io.formrelay.sealing.SealingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {

  @TempDir Path folder;
  private final WholeFiles files = new WholeFiles();
  private Path data;
  private Receipts receipts;
  private final SealedFields sealed =
      new SealedFields(Set.of("Password"), SealingKeys.parse("A".repeat(43) + "="));

  @BeforeEach
  void begin() {
    data = folder.resolve("data");
    receipts = new Receipts(data, Set.of("Password"), sealed, files);
  }

  @AfterEach
  void end() {
    files.close();
  }

  static Delivery delivery(String id, State state, Instant completedAt) {
    boolean succeeded = state == State.SUCCEEDED;
    return new Delivery(
        id,
        "moka",
        "inbox/form.json",
        Instant.parse("2026-03-01T22:59:00Z"),
        "{\"CustomerCode\":\"c1\",\"FirstName\":\"Şükrü\",\"Password\":\"s3cret\","
            + "\"DealerCustomerId\":12345678901}",
        state,
        1,
        List.of(
            new Attempt(Instant.parse("2026-03-01T23:00:00Z"), null, "ReadTimeout", "slow", 30000),
            new Attempt(
                Instant.parse("2026-03-01T23:59:59.250Z"),
                200,
                succeeded ? "Success" : "EX",
                "",
                41)),
        null,
        completedAt,
        succeeded ? "Success" : "EX",
        succeeded ? null : "beklenmeyen hata",
        succeeded ? "1063" : null);
  }

  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00.125Z");

  private List<String> tree() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(Files::isRegularFile)
          .map(each -> data.relativize(each).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aSuccessIsFiledByTheUtcDayOfItsEndWithThePasswordMasked() throws IOException {
    receipts.file(List.of(delivery("a-1_X", State.SUCCEEDED, MIDNIGHT)));
    assertEquals(
        """
        {
          "id" : "a-1_X",
          "target" : "moka",
          "source" : "inbox/form.json",
          "receivedAt" : "2026-03-01T22:59:00Z",
          "completedAt" : "2026-03-02T00:00:00.125Z",
          "route" : "success",
          "resultCode" : "Success",
          "message" : null,
          "reference" : "1063",
          "attempts" : [
            {
              "at" : "2026-03-01T23:00:00Z",
              "httpStatus" : null,
              "resultCode" : "ReadTimeout",
              "message" : "slow",
              "durationMs" : 30000
            },
            {
              "at" : "2026-03-01T23:59:59.250Z",
              "httpStatus" : 200,
              "resultCode" : "Success",
              "message" : "",
              "durationMs" : 41
            }
          ],
          "submission" : {
            "CustomerCode" : "c1",
            "FirstName" : "Şükrü",
            "Password" : "***",
            "DealerCustomerId" : 12345678901
          }
        }\
        """,
        Files.readString(data.resolve("success/moka/2026-03-02/a-1_X.json")));
    assertEquals(List.of("success/moka/2026-03-02/a-1_X.json"), tree());
  }

  @Test
  void aDeadLetterKeepsAllFieldsForItsReplayThePasswordEncrypted() throws Exception {
    receipts.file(List.of(delivery("a", State.DEAD_LETTERED, MIDNIGHT)));
    String receipt = Files.readString(data.resolve("dead-letter/moka/a.json"));
    assertTrue(receipt.contains("\"route\" : \"dead-letter\""), receipt);
    assertTrue(receipt.contains("\"reference\" : null"), receipt);
    assertFalse(receipt.contains("s3cret"), receipt);
    ObjectNode submission = (ObjectNode) new ObjectMapper().readTree(receipt).get("submission");
    assertEquals("s3cret", sealed.open("a", submission).get("Password").asText());
  }

  @Test
  void aReplayThatSucceedsTakesTheDeadLetterAway() throws IOException {
    receipts.file(List.of(delivery("a", State.DEAD_LETTERED, MIDNIGHT)));
    receipts.file(List.of(delivery("a", State.SUCCEEDED, MIDNIGHT.plusSeconds(60))));
    assertEquals(List.of("success/moka/2026-03-02/a.json"), tree());
  }

  @Test
  void bothEndsOfOneDeliveryInOneGroupLeaveTheLastOne() throws IOException {
    receipts.file(
        List.of(
            delivery("a", State.DEAD_LETTERED, MIDNIGHT),
            delivery("a", State.SUCCEEDED, MIDNIGHT.plusSeconds(60)),
            delivery("b", State.DEAD_LETTERED, MIDNIGHT)));
    assertEquals(List.of("dead-letter/moka/b.json", "success/moka/2026-03-02/a.json"), tree());
  }

  @Test
  void aRetractedDeadLetterIsGone() throws IOException {
    receipts.file(List.of(delivery("a", State.DEAD_LETTERED, MIDNIGHT)));
    assertTrue(receipts.retract("a", "moka", MIDNIGHT.toString()));
    assertFalse(receipts.retract("a", "moka", MIDNIGHT.toString()));
    assertEquals(List.of(), tree());
  }

  @Test
  void theReceiptOfALaterEndIsNotRetracted() throws IOException {
    receipts.file(List.of(delivery("a", State.DEAD_LETTERED, MIDNIGHT.plusSeconds(60))));
    assertFalse(receipts.retract("a", "moka", MIDNIGHT.toString()));
    assertEquals(List.of("dead-letter/moka/a.json"), tree());
  }

  @Test
  void filesAndFoldersAreForTheirOwnerAlone() throws IOException {
    receipts.file(List.of(delivery("a", State.SUCCEEDED, MIDNIGHT)));
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.toList()) {
        assertEquals(
            Files.isDirectory(each) ? "rwx------" : "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
            each.toString());
      }
    }
  }

  @Test
  void noIdLeavesTheFolder() throws IOException {
    receipts.file(List.of(delivery("../../x", State.DEAD_LETTERED, MIDNIGHT)));
    assertEquals(List.of("dead-letter/moka/%2E%2E%2F%2E%2E%2Fx.json"), tree());
    assertFalse(receipts.retract("../moka/../../x", "moka", MIDNIGHT.toString()));
  }

  @Test
  void whereOneReceiptCannotBeWrittenNoPartOfAnyIsLeft() throws IOException {
    Files.createDirectories(data.resolve("success"));
    Path inTheWay = Files.writeString(data.resolve("dead-letter"), "a file");
    List<Delivery> deliveries =
        List.of(
            delivery("a", State.SUCCEEDED, MIDNIGHT), delivery("b", State.DEAD_LETTERED, MIDNIGHT));
    assertThrows(IOException.class, () -> receipts.file(deliveries));
    assertEquals(List.of("dead-letter"), tree());

    Files.delete(inTheWay);
    receipts.file(deliveries);
    assertEquals(List.of("dead-letter/moka/b.json", "success/moka/2026-03-02/a.json"), tree());
  }

  @Test
  void aDeliveryThatHasNotEndedHasNoReceipt() {
    assertThrows(
        IllegalArgumentException.class,
        () -> receipts.file(List.of(delivery("a", State.RETRYING, null))));
  }
}
