package io.formrelay.door;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.running.HandClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntakePauseTest {

  private final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final IntakePause pause = new IntakePause(clock);

  private void failsAndWaits(Duration expected) {
    pause.begin(new IOException("no space left on device"));
    assertTrue(pause.isOn());
    clock.forward(expected.minusMillis(1));
    assertTrue(pause.isOn(), "ended before " + expected);
    clock.forward(Duration.ofMillis(1));
    assertFalse(pause.isOn(), "lasts longer than " + expected);
  }

  @Test
  void pausesGrowFromASecondToHalfAMinute() {
    assertFalse(pause.isOn());
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      failsAndWaits(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void manyFailuresOfOneTryAreOne() {
    pause.begin(new IOException("one"));
    pause.begin(new IOException("two"));
    clock.forward(Duration.ofSeconds(1));
    assertFalse(pause.isOn());
  }

  @Test
  void afterASuccessTheNextPauseIsShortAgain() {
    failsAndWaits(Duration.ofSeconds(1));
    failsAndWaits(Duration.ofSeconds(2));
    pause.end();
    failsAndWaits(Duration.ofSeconds(1));
  }

  @Test
  void aStragglerThatSucceedsDoesNotEndAPauseThatHasJustBegun() {
    pause.begin(new IOException("full"));
    pause.end();
    assertTrue(pause.isOn());
  }
}
