package io.formrelay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {

  @Test
  void whoWantsNothingGetsNothing() {
    assertEquals(0, new RateLimit(5).take(0));
    assertEquals(0, new RateLimit(0).take(0));
  }

  @Test
  void atFirstGoesWhatIsAllowedInATenthOfASecond() {
    RateLimit rate = new RateLimit(100);
    int taken = rate.take(1_000);
    assertTrue(taken >= 10 && taken < 30, () -> taken + " at once");
  }

  @Test
  void withoutALimitAllGo() {
    assertEquals(1_000, new RateLimit(0).take(1_000));
  }

  @Test
  void whatDidNotBeginIsGivenBack() {
    RateLimit rate = new RateLimit(0.001);
    assertEquals(1, rate.take(5));
    assertEquals(0, rate.take(5));
    rate.giveBack(1);
    assertEquals(1, rate.take(5));
  }
}
