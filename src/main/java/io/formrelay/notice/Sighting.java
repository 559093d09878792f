package io.formrelay.notice;

import java.time.Instant;

/**
 * How things stand with a cause.
 *
 * @param wrong whether something is wrong
 * @param since since when; null where nothing is or that is not known
 * @param count how many, where it is something that is counted
 * @param reason why, in a word or a few codes; empty where there is nothing to say
 */
record Sighting(boolean wrong, Instant since, long count, String reason) {

  static final Sighting WELL = new Sighting(false, null, 0, "");

  static Sighting wrong(Instant since) {
    return new Sighting(true, since, 0, "");
  }
}
