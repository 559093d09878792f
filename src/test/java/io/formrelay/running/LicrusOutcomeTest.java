package io.formrelay.running;

import static io.formrelay.running.Answers.html;
import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.licrus;
import static io.formrelay.running.Answers.status;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Licrus's answers lead to by the shipped table. */
class LicrusOutcomeTest {

  private static final String SENTENCE =
      "{\"Type\": %d, \"Message\": \"Çağrı oluşturuldu. Çağrı numarası: 43090\"}";

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  /**
   * An answer with an envelope.
   *
   * @param message a part of what is kept of its messages
   */
  private record Said(
      String name, int status, String body, String state, String reference, String message) {

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("licrus.timeout", "20s"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  static Stream<Said> envelopes() {
    String done = "succeeded";
    String no = "dead-lettered";
    String text = "Çağrı oluşturuldu. Çağrı numarası: 43090";
    String nfd = "C\u0327ag\u0306r\u0131 numaras\u0131 : 77";
    return Stream.of(
        new Said("type 0", 200, licrus(false, 0, SENTENCE.formatted(0)), done, "43090", text),
        new Said("type 1", 200, licrus(false, 0, SENTENCE.formatted(1)), done, "43090", text),
        new Said("type 2", 200, licrus(false, 0, SENTENCE.formatted(2)), done, "43090", text),
        new Said("id", 200, licrus(false, 511, SENTENCE.formatted(2)), done, "511", text),
        new Said("nfd", 200, licrus(false, 0, "{\"Message\": \"" + nfd + "\"}"), done, "77", nfd),
        new Said("no number", 200, licrus(false, 0, "{\"Message\": \"Tamam\"}"), done, null, "Tam"),
        new Said("no message", 200, licrus(false, 0, ""), done, null, ""),
        new Said(
            "warned",
            200,
            licrus(false, 0, SENTENCE.formatted(2) + ", {\"Type\": 1, \"Message\": \"Seri yok\"}"),
            done,
            "43090",
            "Seri yok"),
        new Said("refused 0", 200, refusal(0), no, null, "345 Koduyla ürün bulunamadı"),
        new Said("refused 1", 200, refusal(1), no, null, "345 Koduyla ürün bulunamadı"),
        new Said("refused 2", 200, refusal(2), no, null, "345 Koduyla ürün bulunamadı"),
        new Said("refused silently", 200, licrus(true, 0, ""), no, null, ""),
        new Said("done 201", 201, licrus(false, 9, ""), done, "9", ""),
        new Said("done 401", 401, licrus(false, 9, ""), done, "9", ""),
        new Said("done 500", 500, licrus(false, 9, ""), done, "9", ""),
        new Said("done 503", 503, licrus(false, 9, ""), done, "9", ""),
        new Said("refused 401", 401, refusal(0), no, null, "345 Koduyla ürün bulunamadı"),
        new Said("refused 403", 403, refusal(0), no, null, "345 Koduyla ürün bulunamadı"),
        new Said("refused 429", 429, refusal(0), no, null, "345 Koduyla ürün bulunamadı"),
        new Said("refused 500", 500, refusal(0), no, null, "345 Koduyla ürün bulunamadı"),
        new Said("refused 503", 503, refusal(0), no, null, "345 Koduyla ürün bulunamadı"));
  }

  private static String refusal(int type) {
    return licrus(
        true, 0, "{\"Type\": %d, \"Message\": \"345 Koduyla ürün bulunamadı\"}".formatted(type));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void hasErrorAloneDecidesWhateverTypeAndStatusSay(Said said) throws Exception {
    partners.when(said.name(), json(said.status(), said.body()), Answers.SUCCESS);

    JsonNode licrus = relay.ended(Forms.licrus(said.name())).path("deliveries").path("licrus");

    assertEquals(said.state(), licrus.path("status").asText());
    assertEquals(
        said.state().equals("succeeded") ? "Success" : "HasError",
        licrus.path("resultCode").asText());
    assertEquals(said.reference(), licrus.path("reference").textValue());
    assertTrue(licrus.path("message").asText().contains(said.message()), licrus.toString());
    assertEquals(1, licrus.path("attempts").asInt());
    assertEquals(1, partners.askedAbout(said.name()).size());
    assertEquals("UP", relay.health("licrus"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 404, 405, 409, 413, 415, 422, 451})
  void aStatusThatRefusesTheRequestIsADeadLetter(int status) throws Exception {
    partners.when("Status " + status, html(status, "<p>No</p>"), Answers.SUCCESS);

    String id = relay.ended(Forms.licrus("Status " + status)).path("id").asText();

    JsonNode receipt = relay.deadLetter(id, "licrus");
    assertEquals("Http" + status, receipt.path("resultCode").asText());
    assertEquals(status, receipt.at("/attempts/0/httpStatus").asInt());
    assertEquals(1, partners.askedAbout("Status " + status).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void aRedirectIsADeadLetterAndNobodyElseIsAsked(int status) throws Exception {
    try (PartnerStub elsewhere = new PartnerStub()) {
      String location = elsewhere.address() + "/licrus/ExternalCall/Create";
      partners.when("To " + status, status(status, "Location", location), Answers.SUCCESS);

      JsonNode licrus = relay.ended(Forms.licrus("To " + status)).path("deliveries").path("licrus");

      assertEquals("dead-lettered", licrus.path("status").asText());
      assertEquals("Http" + status, licrus.path("resultCode").asText());
      assertEquals(List.of(), elsewhere.asked(""));
      assertEquals(0, elsewhere.connections());
      assertEquals(1, partners.askedAbout("To " + status).size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 503})
  void aPartnerThatAsksToComeBackIsAskedAgain(int status) throws Exception {
    Answer busy = html(status, "<p>Later</p>");
    partners.when("Busy " + status, busy, busy, Answers.SUCCESS);

    String id = relay.ended(Forms.licrus("Busy " + status)).path("id").asText();

    JsonNode receipt = relay.success(id, "licrus");
    assertEquals(
        List.of(status, status, 200),
        receipt.findValues("httpStatus").stream().map(JsonNode::asInt).toList());
    assertEquals("43090", receipt.path("reference").asText());
    assertEquals(3, partners.askedAbout("Busy " + status).size());
  }

  @Test
  void aPartnerThatStaysBusyGetsAsManyRetriesAsThereAreDelays() throws Exception {
    partners.when("Always busy", status(503));

    JsonNode licrus = relay.ended(Forms.licrus("Always busy")).path("deliveries").path("licrus");

    assertEquals("dead-lettered", licrus.path("status").asText());
    assertEquals("RetriesExhausted", licrus.path("resultCode").asText());
    assertEquals(4, licrus.path("attempts").asInt());
    assertEquals(4, partners.askedAbout("Always busy").size());
  }
}
