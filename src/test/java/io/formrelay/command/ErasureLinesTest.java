package io.formrelay.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.formrelay.operations.ErasureWatch.Stage;
import io.formrelay.running.HandClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErasureLinesTest {

  private final StringWriter told = new StringWriter();
  private final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final ErasureLines lines = new ErasureLines(new PrintWriter(told), clock);

  private void afterMillis(long millis, Stage stage, long done, long total) {
    clock.forward(Duration.ofMillis(millis));
    lines.at(stage, done, total);
  }

  @Test
  void aLongErasureTellsOfItselfOnceASecondAndAShortOneNever() {
    afterMillis(0, Stage.LEDGER, 1_000, 0);
    afterMillis(999, Stage.LEDGER, 2_000, 0);
    assertEquals("", told.toString());

    afterMillis(1, Stage.LEDGER, 3_000, 0);
    afterMillis(999, Stage.ERASING, 1, 2);
    afterMillis(1, Stage.ERASING, 2, 2);
    afterMillis(1_000, Stage.FILES, 7, 0);

    assertEquals(
        """
        3000 deliveries of the ledger looked through
        2 of 2 submissions erased from the ledger
        7 files looked through
        """
            .indent(2),
        told.toString());
  }
}
