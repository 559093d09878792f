package io.formrelay.chaos;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where all chance of a run comes from: a generator for each actor, and one for each thing that an
 * actor decides on by itself, so that no actor's luck depends on how fast another one is.
 *
 * @param seed what makes a run this run
 */
record Seeds(long seed) {

  /** The generator of an actor, or of one decision of an actor's. */
  RandomGenerator of(String who) {
    long mixed = seed;
    for (int i = 0; i < who.length(); i++) {
      mixed = (mixed ^ who.charAt(i)) * 0x100000001b3L;
    }
    return new SplittableRandom(mixed);
  }
}
