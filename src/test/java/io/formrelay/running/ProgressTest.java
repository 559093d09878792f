package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long work can be watched. */
class ProgressTest {

  private static final int LINES = 100_000;

  /** Some seconds on a quiet machine. */
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path data;
  private final Jmx jmx = new Jmx();

  private CompositeData work() throws Exception {
    CompositeData[] all = (CompositeData[]) jmx.relay("Progress");
    return all.length == 0 ? null : all[0];
  }

  @Test
  void aBatchOfAHundredThousandLinesShowsHowFarItIsAndThatItHasFinished() throws Exception {
    String good = Forms.licrus("Deneme") + "\n";
    StringBuilder lines = new StringBuilder(good.repeat(LINES));
    lines.append("5\n");
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay = RunningRelay.start(data, partners.address(), Map.of())) {
      jmx.call("licrus", "pause");
      relay.drop("small.jsonl", good.repeat(5));
      await().until(() -> (long) jmx.relay("Accepted") == 5);
      assertNull(work(), "small files are no long work");

      relay.drop("05301231212.jsonl", lines.toString());

      await().until(() -> work() != null);
      CompositeData first = work();
      assertEquals("RUNNING", first.get("stage"));
      assertEquals("batch", first.get("what"));
      assertEquals("***", first.get("name"), "numbers alone, also by Jolokia without a key");
      assertEquals("bytes", first.get("unit"));
      assertEquals((long) lines.length(), first.get("total"));
      assertNull(first.get("endedAt"));
      long early = (long) first.get("done");
      assertTrue(early > 0 && early < lines.length(), first::toString);
      await().until(() -> (long) work().get("done") > early);

      await().atMost(LONG).until(() -> work().get("stage").equals("FINISHED"));
      CompositeData last = work();
      assertEquals((long) lines.length(), last.get("done"));
      assertEquals((long) LINES, last.get("succeeded"));
      assertEquals(1L, last.get("failed"));
      assertNotNull(last.get("endedAt"));
      assertEquals(1, ((CompositeData[]) jmx.relay("Progress")).length);
      JsonNode told = new Management(relay).read("/operations/progress").path("work");
      assertEquals(1, told.size());
      assertEquals("FINISHED", told.path(0).path("stage").asText());
      assertEquals("***.jsonl", told.path(0).path("name").asText());
      assertEquals(LINES, told.path(0).path("succeeded").asInt());
    }
  }
}
