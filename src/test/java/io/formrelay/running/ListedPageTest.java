package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static io.formrelay.running.Door.header;
import static io.formrelay.running.Door.id;
import static io.formrelay.running.ListedPage.KEY;
import static io.formrelay.running.ListedPage.PAGE;
import static io.formrelay.running.ListedPage.assertShared;
import static io.formrelay.running.ListedPage.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a page of a listed origin hands in without a key, and reads of it. */
class ListedPageTest {

  @TempDir static Path data;
  @RegisterExtension static final ListedPage DOOR = new ListedPage(() -> data);

  @Test
  void aListedPageHandsAFormInAndReadsWhatBecameOfIt() throws Exception {
    HttpResponse<String> answer = DOOR.post(PAGE, form("Listed Page"), "Prefer", "wait=60");

    assertEquals(200, answer.statusCode(), answer.body());
    assertShared(PAGE, answer);
    assertTrue(header(answer, "Access-Control-Expose-Headers").contains("Location"));
    HttpResponse<String> status = DOOR.call("GET", "/submissions/" + id(answer), "Origin", PAGE);
    assertEquals(200, status.statusCode(), status.body());
    assertShared(PAGE, status);
    assertEquals("http", RunningRelay.json(status.body()).path("source").asText());
  }

  @Test
  void whatIsWrongWithAFormIsReadableToThePageToo() throws Exception {
    HttpResponse<String> answer = DOOR.post(PAGE, "{\"CustomerEmail\": \"x\", \"DeviceCount\": 1}");

    assertProblem(422, answer);
    assertShared(PAGE, answer);
  }

  @Test
  void thePageOfTheRelayItselfPostsAPlainForm() throws Exception {
    String own = "http://127.0.0.1:" + DOOR.relay().uri("/").getPort();
    HttpResponse<String> answer =
        DOOR.submit(Door.FORM, "CustomerFullName=Own+Page&DeviceCount=1", "Origin", own);

    assertEquals(202, answer.statusCode(), answer.body());
    assertNull(header(answer, "Access-Control-Allow-Origin"));
    HttpResponse<String> status =
        DOOR.call("GET", "/submissions/" + id(answer), "Sec-Fetch-Site", "same-origin");
    assertEquals(200, status.statusCode(), status.body());
  }

  @Test
  void aPreflightIsAnsweredForThePageThatAsks() throws Exception {
    HttpResponse<String> answer =
        DOOR.call(
            "OPTIONS",
            "/submissions",
            "Origin",
            PAGE,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "content-type,idempotency-key,prefer");

    assertEquals(204, answer.statusCode(), answer.body());
    assertShared(PAGE, answer);
    assertEquals("POST, GET", header(answer, "Access-Control-Allow-Methods"));
    assertEquals(
        "Accept-Language, Content-Type, Idempotency-Key, Prefer",
        header(answer, "Access-Control-Allow-Headers"));
  }

  @Test
  void aBrowserTakesNobodysIdempotencyKey() throws Exception {
    HttpResponse<String> first = DOOR.post(PAGE, form("One"), "Idempotency-Key", "k-1");
    HttpResponse<String> again = DOOR.post(PAGE, form("One"), "Idempotency-Key", "k-1");
    HttpResponse<String> inForm =
        DOOR.submit(
            Door.FORM, "CustomerFullName=One&DeviceCount=1&_idempotencyKey=k-1", "Origin", PAGE);
    HttpResponse<String> erp =
        DOOR.submit(Door.JSON, form("Two"), "Idempotency-Key", "k-1", "X-API-Key", KEY);

    assertEquals(id(first), id(again));
    assertEquals(id(first), id(inForm));
    assertProblem(409, DOOR.post(PAGE, form("Other"), "Idempotency-Key", "k-1"));
    assertEquals(202, erp.statusCode(), erp.body());
    assertNotEquals(id(first), id(erp));
    HttpResponse<String> prefixed =
        DOOR.submit(Door.JSON, form("Three"), "Idempotency-Key", "browser:k-1", "X-API-Key", KEY);
    assertEquals(202, prefixed.statusCode(), prefixed.body());
  }
}
