package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static io.formrelay.running.ListedPage.PAGE;
import static io.formrelay.running.ListedPage.form;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.door.Quarantine;
import io.formrelay.receipt.WholeFiles;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Forms of a listed page that look like spam: kept apart, and delivered on release. */
class QuarantineTest {

  @TempDir static Path data;
  @RegisterExtension static final ListedPage DOOR = new ListedPage(() -> data);

  @Test
  void spamIsAnsweredLikeAnAcceptanceAndDeliveredOnlyWhenAPersonReleasesIt() throws Exception {
    String spam =
        "{\"CustomerFullName\": \"Spam Bot\", \"DeviceCount\": 1, \"_website\": \"http://spam\"}";
    long before = (long) new Jmx().relay("Quarantined");
    HttpResponse<String> taken = DOOR.post(PAGE, spam);
    assertEquals(before + 1, new Jmx().relay("Quarantined"));
    HttpResponse<String> honest = DOOR.post(PAGE, form("Honest"), "Prefer", "wait=60");

    assertEquals(202, taken.statusCode(), taken.body());
    HttpResponse<String> like = DOOR.post(PAGE, form("Honest Too"));
    assertEquals(names(like), names(taken));
    assertEquals(like.headers().map().keySet(), taken.headers().map().keySet());
    assertEquals("/submissions/" + id(taken), header(taken, "Location"));
    assertEquals(200, honest.statusCode());
    DOOR.stubs()
        .verify(
            0, postRequestedFor(urlPathMatching("/.*")).withRequestBody(containing("Spam Bot")));

    Path kept = data.resolve("quarantine").resolve(id(taken) + ".json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())));
    JsonNode why = RunningRelay.read(kept.resolveSibling(id(taken) + ".reason.json"));
    assertEquals("honeypot", why.path("reason").asText());
    assertEquals(PAGE, why.path("origin").asText());

    Files.move(kept, data.resolve("inbox").resolve(id(taken) + ".json"));
    await().until(() -> DOOR.statusOf(id(taken)).equals("succeeded"));
    DOOR.stubs()
        .verify(
            1, postRequestedFor(urlPathMatching("/.*")).withRequestBody(containing("Spam Bot")));
  }

  private static List<String> names(HttpResponse<String> answer) throws Exception {
    TreeSet<String> names = new TreeSet<>();
    RunningRelay.json(answer.body()).fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  @Test
  void whatWasTakenForSpamIsARepeatOfWhatItsSenderSentAgain() throws Exception {
    String clean = form("Sent Again");
    String spam = clean.replace("}", ", \"_website\": \"x\"}");
    HttpResponse<String> first = DOOR.post(PAGE, spam, "Idempotency-Key", "again-1");
    HttpResponse<String> again =
        DOOR.post(PAGE, clean, "Idempotency-Key", "again-1", "Prefer", "wait=60");
    assertEquals(200, again.statusCode(), again.body());
    HttpResponse<String> other = DOOR.post(PAGE, spam, "Idempotency-Key", "again-2");

    release(first);
    release(other);
    await().until(() -> DOOR.statusOf(id(other)).equals("succeeded"));
    HttpResponse<String> late = DOOR.post(PAGE, clean, "Idempotency-Key", "again-2");

    assertEquals(id(other), id(late));
    await().until(() -> Files.notExists(inbox(first)));
    assertEquals(404, DOOR.call("GET", "/submissions/" + id(first), "Origin", PAGE).statusCode());
    assertTrue(Files.notExists(data.resolve("dead-letter/intake").resolve(id(first) + ".json")));
    DOOR.stubs()
        .verify(
            2, postRequestedFor(urlPathMatching("/.*")).withRequestBody(containing("Sent Again")));
  }

  @Test
  void whatIsInQuarantineLooksLikeWhatWaitsAndTakesNoWaitersPlace() throws Exception {
    String spam = form("Waiting Bot").replace("}", ", \"_website\": \"x\"}");
    HttpResponse<String> answer = DOOR.post(PAGE, spam, "Prefer", "wait=60");

    assertEquals(202, answer.statusCode(), answer.body());
    assertEquals("wait=60", header(answer, "Preference-Applied"));
    HttpResponse<String> status = DOOR.call("GET", "/submissions/" + id(answer), "Origin", PAGE);
    assertEquals(200, status.statusCode(), status.body());
    assertEquals(RunningRelay.json(answer.body()), RunningRelay.json(status.body()));
    JsonNode delivery = RunningRelay.json(status.body()).at("/deliveries/licrus");
    assertEquals("pending", delivery.path("status").asText());
    assertEquals("http", RunningRelay.json(status.body()).path("source").asText());
  }

  @Test
  void theCustomersPasswordIsSealedInQuarantineAndDeliveredOnRelease() throws Exception {
    String spam =
        "{\"CustomerFullName\": \"Sealed Bot\", \"DeviceCount\": 1, \"Targets\": [\"licrus\"],"
            + " \"Password\": \"s3cret-pass\", \"_website\": \"x\"}";
    HttpResponse<String> taken = DOOR.post(PAGE, spam);
    Path kept = data.resolve("quarantine").resolve(id(taken) + ".json");
    assertFalse(Files.readString(kept).contains("s3cret-pass"));

    release(taken);
    await().until(() -> DOOR.statusOf(id(taken)).equals("succeeded"));
  }

  private static Path inbox(HttpResponse<String> taken) throws Exception {
    return data.resolve("inbox").resolve(id(taken) + ".json");
  }

  private static void release(HttpResponse<String> taken) throws Exception {
    try (WholeFiles files = new WholeFiles()) {
      assertTrue(new Quarantine(data, files).release(id(taken), data.resolve("inbox")));
    }
  }

  @Test
  void aFormThatWasSentSoonerThanAnybodyCouldFillItInIsSpam() throws Exception {
    long now = System.currentTimeMillis();
    assertEquals("too-fast", reason(DOOR.post(PAGE, started(Long.toString(now - 1_000)))));
    assertEquals("too-fast", reason(DOOR.post(PAGE, started("soon"))));
    for (long good : new long[] {now - 3_600_000, now + 3_600_000}) {
      HttpResponse<String> answer = DOOR.post(PAGE, started(Long.toString(good)));
      await().until(() -> DOOR.statusOf(id(answer)).equals("succeeded"));
    }
  }

  private static String started(String at) {
    return "{\"CustomerFullName\": \"Started\", \"DeviceCount\": 1, \"_startedAt\": \"%s\"}"
        .formatted(at);
  }

  private static String reason(HttpResponse<String> answer) throws Exception {
    assertEquals(202, answer.statusCode(), answer.body());
    return RunningRelay.read(data.resolve("quarantine").resolve(id(answer) + ".reason.json"))
        .path("reason")
        .asText();
  }
}
