package io.formrelay.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long the actors of a run go on: with new work, and with what they have begun. */
final class Shift {

  private final CountDownLatch loadEnded = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** From now on nobody begins anything new. */
  void endLoad() {
    loadEnded.countDown();
  }

  /** From now on nobody finishes anything either. */
  void end() {
    loadEnded.countDown();
    ended.countDown();
  }

  /** Lets a time pass; tells whether new work is still wanted then. */
  boolean loads(long millis) throws InterruptedException {
    return !loadEnded.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Lets a time pass; tells whether begun work is still to be finished then. */
  boolean lasts(long millis) throws InterruptedException {
    return !ended.await(millis, TimeUnit.MILLISECONDS);
  }
}
