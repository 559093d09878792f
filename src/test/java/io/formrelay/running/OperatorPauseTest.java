package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator pauses. */
class OperatorPauseTest {

  @TempDir Path data;
  private final Jmx jmx = new Jmx();

  @Test
  void itIsSentNothingUntilItIsResumedOverARestartToo() throws Exception {
    try (PartnerStub partners = new PartnerStub()) {
      String id;
      Object since;
      try (RunningRelay relay = RunningRelay.start(data, partners.address(), Map.of())) {
        jmx.call("licrus", "pause");
        since = jmx.read("licrus", "PausedSince");
        id = relay.accepted(Forms.both("Bekleyen Biri", "P-1"));
        relay.success(id, "moka");
        assertEquals("pending", relay.state(id, "licrus"));
        assertEquals("DOWN", relay.health("licrus"));
        assertEquals("UP", relay.health("moka"));
        assertEquals(true, jmx.relay("Paused"));
        await().until(() -> jmx.read("licrus", "Pending").equals(1L));
      }
      try (RunningRelay relay = RunningRelay.start(data, partners.address(), Map.of())) {
        assertEquals("OPERATOR", jmx.read("licrus", "PauseReason"));
        assertEquals(since, jmx.read("licrus", "PausedSince"));
        relay.success(relay.accepted(Forms.moka("P-2")), "moka");
        assertEquals("pending", relay.state(id, "licrus"));
        assertEquals(0, partners.askedAbout("Bekleyen Biri").size());

        jmx.call("licrus", "resume");

        relay.success(id, "licrus");
        assertEquals("UP", relay.health("licrus"));
        assertEquals("", jmx.read("licrus", "PausedSince"));
        jmx.call(null, "pause");
        assertEquals(true, jmx.read("moka", "Paused"));
        jmx.call(null, "resume");
      }
      try (RunningRelay relay = RunningRelay.start(data, partners.address(), Map.of())) {
        assertNotEquals(true, jmx.relay("Paused"));
        relay.success(relay.accepted(Forms.moka("P-3")), "moka");
      }
    }
  }
}
