package io.formrelay.command;

import io.formrelay.operations.ErasureWatch;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells an operator who waits how far an erasure has come: a line a second, none of a short one.
 */
final class ErasureLines implements ErasureWatch {

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final Clock clock;
  private Instant told;

  ErasureLines(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.told = clock.instant();
  }

  @Override
  public void at(Stage stage, long done, long total) {
    Instant now = clock.instant();
    if (now.isBefore(told.plus(BETWEEN))) {
      return;
    }
    told = now;
    out.println(
        switch (stage) {
          case LEDGER -> "  " + done + " deliveries of the ledger looked through";
          case ERASING -> "  " + done + " of " + total + " submissions erased from the ledger";
          case FILES -> "  " + done + " files looked through";
        });
    out.flush();
  }
}
