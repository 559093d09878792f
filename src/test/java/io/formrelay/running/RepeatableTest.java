package io.formrelay.running;

import static io.formrelay.running.Answers.html;
import static io.formrelay.running.Answers.status;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an unknown outcome is sent again is the target's setting, not its name. */
class RepeatableTest {

  @TempDir Path data;

  @Test
  void theSettingDecidesForEitherPartner() throws Exception {
    Map<String, String> turned = Map.of("licrus.repeatable", "true", "moka.repeatable", "false");
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = RunningRelay.start(data, partners.address(), turned)) {
      partners.when("Kopuk", StubLine::reset, html(502, "<h1>?</h1>"), Answers.SUCCESS);
      partners.when("C-1", StubLine::reset, Answers.SUCCESS);
      partners.when("C-2", status(503), Answers.SUCCESS);

      String licrus = relay.accepted(Forms.licrus("Kopuk"));
      String moka = relay.accepted(Forms.moka("C-1"));
      String busy = relay.accepted(Forms.moka("C-2"));

      assertEquals(3, relay.success(licrus, "licrus").path("attempts").size());
      assertEquals(2, relay.success(busy, "moka").path("attempts").size());
      JsonNode letter = relay.deadLetter(moka, "moka");
      String began = letter.at("/attempts/0/at").asText();
      String message = letter.path("message").asText();
      assertAll(
          () -> assertEquals("OutcomeUnknown", letter.path("resultCode").asText()),
          () -> assertEquals(1, partners.askedAbout("C-1").size()),
          () -> assertEquals("ConnectionReset", letter.at("/attempts/0/resultCode").asText()),
          () ->
              assertTrue(
                  message.startsWith(
                      "The request may have reached moka: ask them whether it was carried out"
                          + " (look for this customer around "
                          + began
                          + ") before you replay it. What happened: ConnectionReset: "),
                  message),
          () -> assertTrue(message.endsWith(letter.at("/attempts/0/message").asText()), message));
    }
  }
}
