package io.formrelay.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.formrelay.operations.ErasureWatch.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ErasureLinesTest {

  private final StringWriter told = new StringWriter();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");

  private final ErasureLines lines =
      new ErasureLines(
          new PrintWriter(told),
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              throw new UnsupportedOperationException();
            }
          });

  private void afterMillis(long millis, Stage stage, long done, long total) {
    now = now.plusMillis(millis);
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
