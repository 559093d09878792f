package io.formrelay.watching;

import io.formrelay.ledger.DeadLetter.Place;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place among dead letters as text, so that a caller can ask for the next page. */
public final class PlaceText {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})-([0-9]{1,18})");

  private PlaceText() {}

  /** The place as text. */
  public static String of(Place place) {
    return place.completedAt().toEpochMilli() + "-" + place.number();
  }

  /**
   * The place of a text; behind all where it is blank.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Place read(String text) {
    if (text == null || text.isBlank()) {
      return Place.LAST;
    }
    Matcher found = TEXT.matcher(text.strip());
    if (!found.matches()) {
      throw new IllegalArgumentException("no place of a dead letter: take one from a list");
    }
    return new Place(
        Instant.ofEpochMilli(Long.parseLong(found.group(1))), Long.parseLong(found.group(2)));
  }
}
