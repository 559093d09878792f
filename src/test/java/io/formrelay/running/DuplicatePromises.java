package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same submission again, at once and later, at either door: one delivery, one answer. */
abstract class DuplicatePromises {

  private static final int AT_ONCE = 50;
  private static final String KEY = "Idempotency-Key";
  private static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";

  @TempDir Path data;
  private PartnerStub partners;
  private RunningRelay relay;

  /** Where the ledger is. */
  abstract Map<String, String> store() throws Exception;

  @BeforeEach
  void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), store());
  }

  @AfterEach
  void end() throws Exception {
    relay.close();
    partners.close();
  }

  private void restart() throws Exception {
    relay.close();
    relay = RunningRelay.start(data, partners.address(), store());
  }

  @Test
  void fiftyAtOnceWithOneKeyAreOneSubmissionAndEachIsToldItsId() throws Exception {
    Set<String> ids = ids(atOnce(Forms.licrus("Elli"), KEY, "fifty"));

    assertEquals(1, ids.size());
    relay.success(ids.iterator().next(), "licrus");
    assertEquals(1, partners.askedAbout("Elli").size());
    assertEquals(1, relay.receipts("success").size());
  }

  @Test
  void fiftyAtOnceWithOneIdAreOneSubmissionAndOtherContentIsAConflict() throws Exception {
    List<HttpResponse<String>> answers = atOnce(named("one", "Elli"));

    assertEquals(Set.of("one"), ids(answers));
    relay.success("one", "licrus");
    assertEquals(1, partners.askedAbout("Elli").size());
    assertEquals(409, relay.post(named("one", "Başka")).statusCode());
    assertEquals(0, partners.askedAbout("Başka").size());
  }

  @Test
  void fiftyAtOnceWithOneKeyAndTwoBodiesAreOneSubmissionAndTheOthersConflict() throws Exception {
    List<HttpResponse<String>> answers = new ArrayList<>();
    answers.addAll(
        atOnce(List.of(Forms.licrus("Bir"), Forms.licrus("İki")), KEY, "one key, two bodies"));

    Set<String> taken = new HashSet<>();
    int conflicts = 0;
    for (HttpResponse<String> answer : answers) {
      if (answer.statusCode() == 409) {
        conflicts++;
      } else {
        taken.add(Door.id(answer));
      }
    }
    assertEquals(1, taken.size());
    assertEquals(AT_ONCE / 2, conflicts);
    relay.success(taken.iterator().next(), "licrus");
    assertEquals(1, partners.asked("/licrus").size());
  }

  @Test
  void atBothDoorsAtOnceItIsOneSubmissionAndOtherContentInTheInboxIsADeadLetter() throws Exception {
    for (int i = 0; i < 5; i++) {
      relay.drop("copy-" + i + ".json", named("both", "İkisi"));
    }
    relay.drop("lines.jsonl", (named("both", "İkisi") + "\n").repeat(20));
    Set<String> ids = ids(atOnce(named("both", "İkisi")));

    assertEquals(Set.of("both"), ids);
    relay.success("both", "licrus");
    await().until(() -> relay.files("inbox").isEmpty());
    relay.drop("other.json", named("both", "Başka"));
    JsonNode reason = reason("other.json");
    assertTrue(reason.at("/reason/en").asText().contains("SubmissionId"), reason::toString);
    assertTrue(reason.at("/reason/tr").asText().contains("SubmissionId"), reason::toString);
    assertEquals(1, partners.asked("/licrus").size());
    assertEquals(1, relay.receipts("success").size());
  }

  @Test
  void afterSuccessAndARestartItIsAnsweredWithTheFirstOnesOutcome() throws Exception {
    HttpResponse<String> first = relay.post(Forms.licrus("Önce"), KEY, "kept");
    relay.success(Door.id(first), "licrus");
    JsonNode told = relay.status(Door.id(first));

    HttpResponse<String> repeat = relay.post(Forms.licrus("Önce"), KEY, "kept");
    restart();
    HttpResponse<String> later = relay.post(Forms.licrus("Önce"), KEY, "kept");

    assertEquals(200, repeat.statusCode());
    assertEquals(200, later.statusCode());
    assertEquals(told, RunningRelay.json(repeat.body()));
    assertEquals(told, RunningRelay.json(later.body()));
    assertEquals(409, relay.post(Forms.licrus("Sonra"), KEY, "kept").statusCode());
    relay.drop("again.json", named("again", "Yine"));
    relay.success("again", "licrus");
    relay.drop("again.json", named("again", "Yine"));
    await().until(() -> relay.files("inbox").isEmpty());
    assertEquals(200, relay.post(named("again", "Yine")).statusCode());
    assertEquals(2, partners.asked("/licrus").size());
  }

  @Test
  void whileItIsUnderWayAcrossARestartAndAfterItsRetriesItIsNotSentAgain() throws Exception {
    partners.when("U-1", Answers.mokaCode("EX"), Answers.mokaCode("EX"), Answers.SUCCESS);
    HttpResponse<String> first = relay.post(Forms.moka("U-1"), KEY, "under way");
    restart();
    HttpResponse<String> repeat = relay.post(Forms.moka("U-1"), KEY, "under way");

    assertEquals(Door.id(first), Door.id(repeat));
    relay.success(Door.id(first), "moka");
    assertEquals(3, partners.askedAbout("U-1").size());
  }

  @Test
  void afterADeadLetterAndAfterItsReplayItIsAnsweredWithWhereItStands() throws Exception {
    partners.when("D-1", Answers.mokaCode(NOT_FOUND), Answers.SUCCESS);
    HttpResponse<String> first = relay.post(Forms.moka("D-1"), KEY, "dead");
    String id = Door.id(first);
    relay.deadLetter(id, "moka");

    JsonNode dead = RunningRelay.json(relay.post(Forms.moka("D-1"), KEY, "dead").body());
    relay.replay(id, "moka");
    relay.success(id, "moka");
    HttpResponse<String> repeat = relay.post(Forms.moka("D-1"), KEY, "dead");

    assertEquals(id, dead.path("id").asText());
    assertEquals("dead-lettered", dead.path("status").asText());
    assertEquals(200, repeat.statusCode());
    assertEquals("succeeded", RunningRelay.json(repeat.body()).path("status").asText());
    assertEquals(2, partners.askedAbout("D-1").size());
  }

  private JsonNode reason(String file) throws IOException {
    await()
        .until(
            () ->
                relay.files("dead-letter/intake").stream()
                    .anyMatch(each -> each.endsWith(file + ".reason.json")));
    return RunningRelay.read(data.resolve("dead-letter/intake/" + file + ".reason.json"));
  }

  private static String named(String id, String name) {
    return Forms.licrus(name).replace("{", "{\"SubmissionId\": \"" + id + "\", ");
  }

  private List<HttpResponse<String>> atOnce(String body, String... headers) throws Exception {
    return atOnce(List.of(body), headers);
  }

  private List<HttpResponse<String>> atOnce(List<String> bodies, String... headers)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      CountDownLatch together = new CountDownLatch(1);
      List<Future<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String body = bodies.get(i % bodies.size());
        calls.add(
            callers.submit(
                () -> {
                  together.await();
                  return relay.post(body, headers);
                }));
      }
      together.countDown();
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> call : calls) {
        answers.add(call.get());
      }
      return answers;
    } finally {
      callers.shutdownNow();
    }
  }

  private static Set<String> ids(List<HttpResponse<String>> answers) throws IOException {
    Set<String> ids = new HashSet<>();
    for (HttpResponse<String> answer : answers) {
      assertEquals(2, answer.statusCode() / 100, answer.body());
      ids.add(Door.id(answer));
    }
    return ids;
  }
}
