package io.formrelay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private final RetrySchedule schedule =
      new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), new Random(7));

  @Test
  void eachDelayIsSpreadByAFifthToEitherSide() {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 1_000; i++) {
      long millis = schedule.delay(1, null).orElseThrow().toMillis();
      least = Math.min(least, millis);
      most = Math.max(most, millis);
    }
    assertTrue(least >= 24_000 && least < 24_500, "least " + least);
    assertTrue(most <= 36_000 && most > 35_500, "most " + most);
  }

  @Test
  void afterTheLastDelayThereIsNone() {
    assertTrue(schedule.delay(1, null).isPresent());
    assertEquals(Optional.empty(), schedule.delay(2, null));
    assertEquals(Optional.empty(), schedule.delay(2, Duration.ofSeconds(1)));
  }

  @Test
  void whatThePartnerAsksForIsNeverCutShort() {
    for (int i = 0; i < 1_000; i++) {
      Duration delay = schedule.delay(0, Duration.ofSeconds(100)).orElseThrow();
      assertTrue(delay.toMillis() >= 100_000 && delay.toMillis() <= 120_000, delay.toString());
    }
  }

  @Test
  void aPartnerThatAsksForAYearIsAskedAgainAfterADay() {
    Duration delay = schedule.delay(0, Duration.ofDays(365)).orElseThrow();
    assertTrue(delay.compareTo(Duration.ofHours(29)) < 0, delay.toString());
  }

  @Test
  void aPartnerThatAsksForNothingOrForThePastFollowsTheSchedule() {
    assertTrue(schedule.delay(0, Duration.ZERO).orElseThrow().toMillis() >= 4_000);
    assertTrue(schedule.delay(0, Duration.ofSeconds(-9)).orElseThrow().toMillis() >= 4_000);
  }
}
