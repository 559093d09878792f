package io.formrelay.running;

import static io.formrelay.running.Door.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers throw at the HTTP door; after each, the relay still does its work. */
class HostileCallsTest {

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private static Door door;
  private static int goodOnes;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of());
    door = new Door(relay);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @AfterEach
  void theRelayGoesOn() throws Exception {
    JsonNode status = relay.ended(Forms.moka("good-" + ++goodOnes));
    assertEquals("succeeded", status.path("status").asText(), status::toString);
  }

  @Test
  void whatIsNoFormIsAnsweredWithItsReasonAndReachesNoPartner() throws Exception {
    int before = partners.asked("").size();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, byte[]> body : HostileBodies.all().entrySet()) {
      HttpResponse<String> answer = door.submit(Door.JSON, body.getValue());
      if (!Set.of(400, 413, 422).contains(answer.statusCode())) {
        wrong.add(body.getKey() + ": " + answer.statusCode() + " " + answer.body());
        continue;
      }
      JsonNode problem = assertProblem(answer.statusCode(), answer);
      if (answer.statusCode() == 422) {
        assertFalse(problem.path("errors").isEmpty(), body.getKey());
      }
      assertTrue(answer.body().length() < 20_000, body.getKey());
      assertTrue(isPrintable(answer.body()), () -> body.getKey() + ": " + answer.body());
    }
    assertEquals(List.of(), wrong);
    assertEquals(before, partners.asked("").size());
  }

  /** Nothing of a strange name may steer the terminal on which an answer is read. */
  private static boolean isPrintable(String text) {
    return text.codePoints()
        .noneMatch(
            each ->
                Character.getType(each) == Character.CONTROL && each != '\n'
                    || Character.getType(each) == Character.FORMAT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../x",
        "..%2fx",
        "CON",
        "-rf",
        "/etc/passwd",
        "a b",
        "${env:PATH}",
        "{{moka.password}}",
        "' OR 1=1 --",
        "key\twith\ttabs",
        "................................................................"
      })
  void anIdempotencyKeyOfAnyKindIsNothingButAKey(String key) throws Exception {
    String form = Forms.moka("C-key", "Elif");
    HttpResponse<String> first = door.submit(Door.JSON, form, "Idempotency-Key", key);
    HttpResponse<String> again = door.submit(Door.JSON, form, "Idempotency-Key", key);

    assertEquals(202, first.statusCode(), first.body());
    assertEquals(Door.id(first), Door.id(again));
    assertTrue(Door.id(first).matches("[0-9a-f-]{36}"), first.body());
    relay.success(Door.id(first), "moka");
    assertEquals(Set.of("mo"), filedBelow());
  }

  /** The kinds of folders below success/, by their first letters. */
  private static Set<String> filedBelow() throws Exception {
    try (var folders = Files.list(data.resolve("success"))) {
      return Set.copyOf(
          folders.map(each -> each.getFileName().toString().substring(0, 2)).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2f.relay",
        "%2e%2e%2fledger.db",
        "%00",
        "CON",
        "-rf",
        "..;",
        "%5c..%5cx",
        "%c0%ae%c0%ae",
        "................................................................",
        "%0d%0aX-Evil:%201",
        "'%20OR%201=1",
        "$%7Benv:PATH%7D",
        "%E2%80%AE"
      })
  void anIdThatLooksLikeAPathIsUnknown(String id) throws Exception {
    HttpResponse<String> answer = door.call("GET", "/submissions/" + id);

    assertTrue(Set.of(400, 404).contains(answer.statusCode()), answer::toString);
    assertFalse(answer.headers().map().containsKey("x-evil"));
  }

  @Test
  void namesThatOtherSystemsMindAreIdsLikeAnyOther() throws Exception {
    for (String id : List.of("CON", "-rf", "--help", "nul", "_", "-".repeat(64))) {
      String form = "{\"SubmissionId\":\"" + id + "\",\"CustomerCode\":\"C-id\"}";
      assertEquals("succeeded", relay.ended(form).path("status").asText());
      assertEquals(id, relay.success(id, "moka").path("id").asText());
    }
  }

  @Test
  void textInEveryScriptAndDirectionIsDeliveredAsItIs() throws Exception {
    for (String name :
        List.of(
            "\u202Eevil.exe",
            "a\u200B\u200Db",
            "Z\u0320\u0489",
            "<script>alert(1)</script>",
            "'; DROP TABLE submission; --",
            "${jndi:ldap://127.0.0.1:1/x}",
            "{{moka.password}}",
            "${header.Authorization}",
            "İıŞğ",
            "\uD83D\uDC69\u200D\uD83D\uDCBB")) {
      String form =
          RunningRelay.json("{\"CustomerCode\":\"C-text\"}")
              .deepCopy()
              .toString()
              .replace("}", ",\"FirstName\":" + quoted(name) + "}");
      assertEquals("succeeded", relay.ended(form).path("status").asText());
      List<PartnerStub.Request> asked = partners.askedAbout("C-text");
      JsonNode sent = RunningRelay.json(asked.get(asked.size() - 1).body());
      assertEquals(name, sent.at("/DealerCustomerRequest/FirstName").asText());
    }
  }

  private static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
