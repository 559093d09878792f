package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files at the folder door, as far as the partners. */
class InboxBatchTest {

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void inAnArrayOnlyTheWrongElementsAreRefusedAndTheOthersAreDelivered() throws Exception {
    String wrong = "{ \"CustomerCode\" : \"A-2\",  \"Emial\": \"elif@moka.com\"}";
    relay.drop(
        "list.json", "[%s,\n %s,\n 5, %s]".formatted(Forms.moka("A-1"), wrong, Forms.moka("A-4")));

    await().until(() -> partners.askedAbout("A-1").size() == 1);
    await().until(() -> partners.askedAbout("A-4").size() == 1);
    Path intake = data.resolve("dead-letter/intake");
    await().until(() -> Files.exists(intake.resolve("list.2.json")));
    await().until(() -> Files.exists(intake.resolve("list.3.json")));
    assertEquals(wrong, Files.readString(intake.resolve("list.2.json")));
    assertEquals("5", Files.readString(intake.resolve("list.3.json")));
    JsonNode reason = RunningRelay.read(intake.resolve("list.2.json.reason.json"));
    assertEquals("Emial", reason.at("/errors/0/field").asText());
    assertTrue(reason.at("/errors/0/message/en").asText().contains("Email"), reason::toString);
    assertTrue(reason.at("/errors/0/message/tr").asText().contains("Email"), reason::toString);
    assertEquals(List.of(), partners.askedAbout("A-2"));
    await().until(() -> inboxIsEmpty());
  }

  @Test
  void ofLinesOnlyTheWrongOnesAreRefusedAndTheOthersAreDelivered() throws Exception {
    String lines =
        String.join(
            "\n",
            Forms.moka("B-1"),
            "{\"CustomerCode\": \"B-2\"",
            "",
            "{\"CustomerCode\": \"B-4\", \"BirthDate\": \"31.02.1985\"}",
            Forms.moka("B-5"));
    relay.drop("lines.ndjson", lines);

    await().until(() -> partners.askedAbout("B-1").size() == 1);
    await().until(() -> partners.askedAbout("B-5").size() == 1);
    await().until(() -> inboxIsEmpty());
    List<String> refused =
        relay.files("dead-letter/intake").stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith("lines") && !name.endsWith(".reason.json"))
            .toList();
    assertEquals(2, refused.size(), refused::toString);
    assertEquals(
        "{\"CustomerCode\": \"B-2\"",
        Files.readString(data.resolve("dead-letter/intake").resolve(refused.get(0))).strip());
    assertEquals(List.of(), partners.askedAbout("B-4"));
  }

  @Test
  void theSameFileAgainIsNewWorkUnlessItsSubmissionsSayThatTheyAreTheSame() throws Exception {
    String file =
        """
        [{"CustomerCode": "D-1", "FirstName": "Elif"},
         {"CustomerCode": "D-2", "FirstName": "Elif", "SubmissionId": "batch-2"}]
        """;
    for (int time = 1; time <= 3; time++) {
      int times = time;
      relay.drop("daily.json", file);
      await().until(() -> partners.askedAbout("D-1").size() == times);
      await().until(() -> inboxIsEmpty());
    }
    relay.success("batch-2", "moka");
    // Of the same customer, so that it comes after all that could have been sent before.
    String last = relay.accepted(Forms.moka("D-2", "Last"));
    relay.success(last, "moka");
    assertEquals(3, partners.askedAbout("D-1").size());
    assertEquals(2, partners.askedAbout("D-2").size());
  }

  @Test
  void threeThousandLinesAreDeliveredOnceEach() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 3_000; i++) {
      lines.append(Forms.licrus("Toplu " + i)).append('\n');
    }
    relay.drop("many.jsonl", lines.toString());

    await().until(() -> relay.files("success/licrus").size() >= 3_000);
    Map<String, Integer> times = new HashMap<>();
    for (PartnerStub.Request request : partners.asked("/licrus")) {
      String name = RunningRelay.json(request.body()).path("CustomerFullName").asText();
      times.merge(name, 1, Integer::sum);
    }
    assertEquals(3_000, times.size());
    assertEquals(3_000, partners.asked("/licrus").size());
    for (JsonNode receipt : relay.receipts("success/licrus")) {
      assertEquals("inbox/many.jsonl", receipt.path("source").asText());
    }
    await().until(() -> inboxIsEmpty());
  }

  private static boolean inboxIsEmpty() throws Exception {
    return relay.files("inbox").isEmpty();
  }
}
