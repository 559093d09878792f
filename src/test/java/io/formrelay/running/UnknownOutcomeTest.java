package io.formrelay.running;

import static io.formrelay.running.Answers.drip;
import static io.formrelay.running.Answers.html;
import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.licrus;
import static io.formrelay.running.Answers.moka;
import static io.formrelay.running.Answers.raw;
import static io.formrelay.running.Answers.silence;
import static io.formrelay.running.Answers.status;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The request went out and nobody knows what became of it: Licrus, where each call opens a ticket,
 * is never asked twice; Moka, where the same update twice does no harm, is asked again.
 */
class UnknownOutcomeTest {

  private static final String JSON_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  /** What the partner does, and the code and the status that the attempt gets. */
  private record Trouble(String name, Answer answer, String code, Integer status) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    Map<String, String> settings =
        Map.of("licrus.timeout", "4s", "moka.timeout", "4s", "pause.after", "1000");
    relay = RunningRelay.start(data, partners.address(), settings);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  static Stream<Trouble> noAnswer() {
    String late = "ReadTimeout";
    String broken = "ConnectionReset";
    // To the end it would take more than ten seconds to drip.
    String good = licrus(false, 7, "") + " ".repeat(100);
    String announced = JSON_HEAD + "Content-Length: " + good.length() + "\r\n\r\n";
    return Stream.of(
        new Trouble("silence", silence(), late, null),
        new Trouble(
            "slow head",
            line -> {
              drip(JSON_HEAD + "\r\n".repeat(20)).give(line);
              line.hangUp();
            },
            late,
            null),
        new Trouble(
            "slow body",
            line -> {
              line.send(announced);
              drip(good).give(line);
            },
            late,
            200),
        new Trouble(
            "slow body without a length",
            line -> {
              line.send(JSON_HEAD + "Connection: close\r\n\r\n");
              drip(good).give(line);
              line.hangUp();
            },
            late,
            200),
        new Trouble("reset", StubLine::reset, broken, null),
        new Trouble("hang-up", StubLine::hangUp, broken, null),
        new Trouble("half a head", raw("HTTP/1.1 200 OK\r\nContent-"), broken, null),
        new Trouble("half a body", raw(announced + good.substring(0, 20)), broken, 200),
        new Trouble(
            "half a chunk",
            raw(JSON_HEAD + "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"HasError\":"),
            broken,
            200),
        new Trouble("no HTTP", raw("220 mail.example ESMTP\r\n\r\n"), broken, null));
  }

  static Stream<Trouble> noReadableAnswer() {
    String code = "UnreadableAnswer";
    String both =
        """
        {"HasError": false, "Id": 7, "ResultCode": "Success"}""";
    return Stream.of(
        new Trouble("html", html(200, "<html><body>Bakım</body></html>"), code, 200),
        new Trouble("nothing", json(200, ""), code, 200),
        new Trouble("no content", status(204), code, 204),
        new Trouble("accepted", status(202), code, 202),
        new Trouble("half JSON", json(200, both.substring(0, both.length() - 1)), code, 200),
        new Trouble("two values", json(200, both + both), code, 200),
        new Trouble("more behind", json(200, both + " OK"), code, 200),
        new Trouble("a list", json(200, "[" + both + "]"), code, 200),
        new Trouble("a text", json(200, "\"Success\""), code, 200),
        new Trouble("a null", json(200, "null"), code, 200),
        new Trouble("another envelope", json(200, "{\"ok\": true}"), code, 200),
        new Trouble(
            "senseless",
            json(200, "{\"HasError\": \"maybe\", \"ResultCode\": 0, \"Id\": 7}"),
            code,
            200),
        new Trouble("2 MiB of junk", json(200, "x".repeat(2 << 20)), code, 200),
        new Trouble(
            "2 MiB of JSON",
            json(200, both.replace("7", "\"" + "7".repeat(2 << 20) + "\"")),
            code,
            200),
        new Trouble("status 500", html(500, "<h1>Hata</h1>"), "Http500", 500),
        new Trouble("status 501", status(501), "Http501", 501),
        new Trouble("status 502", html(502, "<h1>Bad Gateway</h1>"), "Http502", 502),
        new Trouble("status 504", html(504, "<h1>Timeout</h1>"), "Http504", 504),
        new Trouble("status 520", html(520, "<h1>?</h1>"), "Http520", 520));
  }

  @ParameterizedTest
  @MethodSource({"noAnswer", "noReadableAnswer"})
  void licrusIsNeverAskedTwiceAndMokaIsAskedAgain(Trouble trouble) throws Exception {
    String customer = "In " + trouble.name();
    partners.when(customer, trouble.answer(), trouble.answer(), Answers.SUCCESS);
    String code = "Code of " + trouble.name();
    partners.when(code, trouble.answer(), Answers.SUCCESS);

    String licrusId = relay.accepted(Forms.licrus(customer));
    String mokaId = relay.accepted(Forms.moka(code));

    JsonNode done = relay.success(mokaId, "moka");
    assertAll(
        () -> assertEquals(2, done.path("attempts").size()),
        () -> assertEquals(trouble.code(), done.at("/attempts/0/resultCode").asText()),
        () -> assertEquals("Success", done.at("/attempts/1/resultCode").asText()),
        () -> assertEquals(2, partners.askedAbout(code).size()));
    JsonNode letter = relay.deadLetter(licrusId, "licrus");
    assertAll(
        () -> assertEquals("OutcomeUnknown", letter.path("resultCode").asText()),
        () -> assertEquals(1, letter.path("attempts").size()),
        () -> assertEquals(trouble.code(), letter.at("/attempts/0/resultCode").asText()),
        () -> assertEquals(shown(trouble.status()), letter.at("/attempts/0/httpStatus").toString()),
        () -> assertEquals("dead-lettered", relay.state(licrusId, "licrus")),
        () -> assertEquals(1, partners.askedAbout(customer).size()));
    if (trouble.code().equals("ReadTimeout")) {
      assertTimely(letter);
    }
  }

  private static String shown(Integer status) {
    return status == null ? "null" : status.toString();
  }

  /** What drips was cut off before its end: with its end it would have had another code. */
  private static void assertTimely(JsonNode letter) {
    int took = letter.at("/attempts/0/durationMs").asInt();
    assertTrue(took >= 3_950, () -> "cut off after " + took + " ms");
    assertEquals(
        "ReadTimeout: no whole answer came within the time allowed",
        letter.at("/attempts/0/message").asText());
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void mokaIsAskedNoMoreOnceTheRetriesAreSpent(Trouble trouble) throws Exception {
    String code = "Lasting " + trouble.name();
    partners.when(code, trouble.answer());

    JsonNode moka = relay.ended(Forms.moka(code)).path("deliveries").path("moka");

    assertEquals("dead-lettered", moka.path("status").asText());
    assertEquals("RetriesExhausted", moka.path("resultCode").asText());
    assertEquals(4, partners.askedAbout(code).size());
  }

  static List<Trouble> lasting() {
    return List.of(
        new Trouble("reset", StubLine::reset, "", null),
        new Trouble("status 500", html(500, "<h1>Hata</h1>"), "", 500),
        new Trouble("Licrus's answer", json(200, licrus(false, 7, "")), "", 200));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void mokasAnswerFromLicrusIsNoAnswer(Trouble trouble) throws Exception {
    partners.when("Foreign " + trouble.name(), trouble.answer(), Answers.SUCCESS);

    JsonNode licrus =
        relay.ended(Forms.licrus("Foreign " + trouble.name())).path("deliveries").path("licrus");

    assertEquals("OutcomeUnknown", licrus.path("resultCode").asText());
    assertEquals(1, partners.askedAbout("Foreign " + trouble.name()).size());
  }

  static List<Trouble> foreign() {
    return List.of(
        new Trouble("success", json(200, moka("Success", "{}")), "", 200),
        new Trouble("EX", json(200, moka("EX", "null")), "", 200));
  }
}
