package io.formrelay.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubmissionIdsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private final SubmissionIds ids = new SubmissionIds(NOON, new SecureRandom());

  @Test
  void anIdIsAUuidOfVersionSevenThatBeginsWithTheTime() {
    UUID id = UUID.fromString(ids.next());

    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(1795348800000L, id.getMostSignificantBits() >>> 16);
  }

  @Test
  void anIdFitsWhereASendersIdFits() {
    assertTrue(ids.next().matches("[A-Za-z0-9_-]{1,64}"));
  }

  @Test
  void noTwoIdsAreTheSameEvenInOneMillisecond() {
    Set<String> seen = new HashSet<>();
    for (int each = 0; each < 10_000; each++) {
      assertTrue(seen.add(ids.next()));
    }
  }

  @Test
  void laterIdsSortBehindEarlierOnes() {
    SubmissionIds later =
        new SubmissionIds(Clock.offset(NOON, Duration.ofMillis(1)), new SecureRandom());

    assertTrue(ids.next().compareTo(later.next()) < 0);
  }
}
