package io.formrelay.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** JSON on a terminal. */
class ShownJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatSteersATerminalIsEscapedAndTheJsonStaysTheSame() throws Exception {
    JsonNode said =
        JSON.createObjectNode().put("message", "Çağrı\u009b2J\u202e\u007f\ud834\udd73 \n tamam");

    assertEquals(
        "{\"message\":\"Çağrı\\u009b2J\\u202e\\u007f\\ud834\\udd73 \\n tamam\"}",
        new ShownJson(said).line());
    assertEquals(said, JSON.readTree(new ShownJson(said).line()));
    assertEquals(said, JSON.readTree(new ShownJson(said).pretty()));
    assertFalse(new ShownJson(said).pretty().contains("\u009b"));
  }
}
