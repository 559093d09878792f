package io.formrelay.submission;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/** The schema's format {@code past-date}: {@code yyyyMMdd}, a real day from 1900 until today. */
final class PastDate implements Format {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /** Today is the day it is where the forms are filled in. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Istanbul");

  private final Clock clock;

  PastDate(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String getName() {
    return "past-date";
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    if (value.length() != 8 || !value.chars().allMatch(each -> each >= '0' && each <= '9')) {
      return false;
    }
    int digits = Integer.parseInt(value);
    try {
      LocalDate day = LocalDate.of(digits / 10_000, digits / 100 % 100, digits % 100);
      return !day.isBefore(EARLIEST) && !day.isAfter(LocalDate.ofInstant(clock.instant(), ZONE));
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }
}
