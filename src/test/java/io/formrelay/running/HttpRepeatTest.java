package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static io.formrelay.running.RunningRelay.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HttpRepeatTest {

  private static final String KEY = "Idempotency-Key";

  @TempDir static Path data;

  @RegisterExtension static final OpenDoor DOOR = new OpenDoor(() -> data, Map.of());

  @Test
  void aRepeatAfterTheEndIsAnsweredWithTheFirstOnesIdAndOutcome() throws Exception {
    HttpResponse<String> first = DOOR.relay().post("{\"CustomerCode\": \"R-1\"}", KEY, "key-1");
    ended(id(first));

    HttpResponse<String> repeat = DOOR.relay().post("{\"CustomerCode\": \"R-1\"}", KEY, "key-1");

    assertEquals(200, repeat.statusCode(), repeat.body());
    assertEquals(json(DOOR.relay().status(id(first)).toString()), json(repeat.body()));
    assertEquals("succeeded", json(repeat.body()).path("status").asText());
    assertEquals("/submissions/" + id(first), header(repeat, "Location"));
    assertDelivered(1, "R-1");
  }

  @Test
  void theSameContentInOtherWhitespaceOrderAndSpellingIsARepeat() throws Exception {
    HttpResponse<String> first =
        DOOR.relay()
            .post(
                "{\"CustomerCode\":\"R-2\",\"GsmNumber\":\"5301111111\",\"Gender\":\"2\"}",
                KEY,
                "key-2");
    HttpResponse<String> repeat =
        DOOR.relay()
            .post(
                """
            {
              "Gender": 2,
              "GsmNumber": "+90 (530) 111 11 11",
              "Email": "",
              "CustomerCode": " R-2 "
            }
            """,
                KEY,
                "key-2");

    assertEquals(id(first), id(repeat), repeat.body());
    ended(id(first));
    assertDelivered(1, "R-2");
  }

  @Test
  void aFormAndJsonOfTheSameContentAreRepeatsOfEachOther() throws Exception {
    HttpResponse<String> first =
        DOOR.relay().post("{\"CustomerCode\": \"R-3\", \"FirstName\": \"Şule\"}", KEY, "key-3");
    HttpResponse<String> repeat =
        DOOR.submit(Door.FORM, "FirstName=%C5%9Eule&CustomerCode=R-3", KEY, "key-3");

    assertEquals(id(first), id(repeat), repeat.body());
    ended(id(first));
    assertDelivered(1, "R-3");
  }

  @Test
  void theSameKeyWithOtherContentIsAConflict() throws Exception {
    HttpResponse<String> first = DOOR.relay().post("{\"CustomerCode\": \"R-4\"}", KEY, "key-4");

    assertProblem(409, DOOR.relay().post("{\"CustomerCode\": \"R-4-other\"}", KEY, "key-4"));
    assertProblem(
        409,
        DOOR.relay().post("{\"CustomerCode\": \"R-4\", \"FirstName\": \"Ali\"}", KEY, "key-4"));
    ended(id(first));
    assertDelivered(1, "R-4");
    assertDelivered(0, "R-4-other");
  }

  @Test
  void theSendersOwnIdIsTheIdAndItsRepeatIsKnown() throws Exception {
    String body = "{\"SubmissionId\": \"form-2026_5\", \"CustomerCode\": \"R-5\"}";
    HttpResponse<String> first = DOOR.relay().post(body);

    assertEquals(202, first.statusCode(), first.body());
    assertEquals("form-2026_5", id(first));
    ended("form-2026_5");
    HttpResponse<String> repeat = DOOR.relay().post(body);
    assertEquals(200, repeat.statusCode(), repeat.body());
    assertEquals("form-2026_5", id(repeat));
    HttpResponse<String> form = DOOR.submit(Door.FORM, "SubmissionId=form-2026_5&CustomerCode=R-5");
    assertEquals(200, form.statusCode(), form.body());
    assertProblem(
        409, DOOR.relay().post("{\"SubmissionId\": \"form-2026_5\", \"CustomerCode\": \"other\"}"));
    assertDelivered(1, "R-5");
  }

  @Test
  void aSendersOwnIdWithAKeyBesideItIsARepeatByEither() throws Exception {
    String body = "{\"SubmissionId\": \"form-6\", \"CustomerCode\": \"R-6\"}";
    HttpResponse<String> first = DOOR.relay().post(body, KEY, "key-6");

    assertEquals("form-6", id(first), first.body());
    assertEquals("form-6", id(DOOR.relay().post(body, KEY, "key-6")));
    assertEquals("form-6", id(DOOR.relay().post(body)));
    assertEquals(409, DOOR.relay().post("{\"CustomerCode\": \"R-6\"}", KEY, "key-6").statusCode());
    assertEquals(
        409,
        DOOR.relay().post(body.replace("form-6", "form-66"), KEY, "key-6").statusCode(),
        "another form under the same key");
    ended("form-6");
    assertDelivered(1, "R-6");
  }

  @Test
  void withoutAKeyEveryPostIsNewWork() throws Exception {
    HttpResponse<String> first = DOOR.relay().post("{\"CustomerCode\": \"R-7\"}");
    HttpResponse<String> second = DOOR.relay().post("{\"CustomerCode\": \"R-7\"}");

    assertNotEquals(id(first), id(second));
    ended(id(first));
    ended(id(second));
    assertDelivered(2, "R-7");
  }

  @Test
  void twentyEqualPostsAtOnceAreOneDelivery() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(20);
    try {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(
            callers.submit(() -> DOOR.relay().post("{\"CustomerCode\": \"R-8\"}", KEY, "key-8")));
      }
      Set<String> ids = new HashSet<>();
      for (Future<HttpResponse<String>> each : answers) {
        int status = each.get().statusCode();
        assertEquals(2, status / 100, each.get().body());
        ids.add(id(each.get()));
      }
      assertEquals(1, ids.size(), ids::toString);
      ended(ids.iterator().next());
      assertDelivered(1, "R-8");
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void aKeyThatIsBlankOrTooLongIsRefused() throws Exception {
    String blank =
        DOOR.raw(
            "POST /submissions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIdempotency-Key:  \r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    assertTrue(blank.startsWith("HTTP/1.1 400 "), blank);
    assertProblem(400, DOOR.relay().post("{\"CustomerCode\": \"R-9\"}", KEY, "k".repeat(256)));
    HttpResponse<String> longest =
        DOOR.relay().post("{\"CustomerCode\": \"R-9\"}", KEY, "k".repeat(255));
    assertEquals(202, longest.statusCode(), longest.body());
  }

  private static void ended(String id) {
    await().until(() -> DOOR.relay().state(id, "moka").equals("succeeded"));
  }

  private static void assertDelivered(int times, String customer) {
    DOOR.stubs()
        .verify(
            times,
            postRequestedFor(urlPathMatching("/moka/.*"))
                .withRequestBody(
                    matchingJsonPath(
                        "$.DealerCustomerRequest[?(@.CustomerCode == '" + customer + "')]")));
  }
}
