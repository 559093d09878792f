package io.formrelay.chaos;

import java.util.random.RandomGenerator;

/** What a partner does with one request. */
enum Behaviour {
  /** Does the work and says so. */
  FAST(560, true),
  /** The same after a while. */
  SLOW(120, true),
  /** Does the work at once and answers when nobody waits any more. */
  TOO_SLOW(15, true),
  /** Does nothing, and answers nothing in time. */
  HANGS(10, false),
  /** Does the work and then drops the connection. */
  DONE_AND_DROPPED(45, true),
  /** Does nothing and drops the connection. */
  DROPPED(20, false),
  /** Does the work and drops the connection in the middle of its answer. */
  CUT(20, true),
  /** 200 and a page of HTML that repeats what was sent; the work is done. */
  HTML_DONE(15, true),
  /** 200 and such a page; nothing is done. */
  HTML(15, false),
  /** No HTTP at all; the work is done. */
  RUBBISH(10, true),
  /** 500; the work is done. */
  SERVER_ERROR_DONE(15, true),
  /** 500; nothing is done. */
  SERVER_ERROR(15, false),
  /** 503 with Retry-After; nothing is done. */
  UNAVAILABLE(35, false),
  /** 429 with Retry-After; nothing is done. */
  TOO_MANY(20, false),
  /** The partner's own error, which is final. */
  ERROR(40, false),
  /** Moka's InvalidRequest; Licrus's error. */
  INVALID_REQUEST(8, false),
  /** Moka's EX; Licrus's error. */
  EX(25, false),
  /** 400 with a page of HTML. */
  BAD_REQUEST(10, false),
  /** 401: the credentials are not taken for a moment. */
  UNAUTHORISED(2, false);

  private final int weight;
  private final boolean done;

  Behaviour(int weight, boolean done) {
    this.weight = weight;
    this.done = done;
  }

  /** Whether the work is done, whatever is answered. */
  boolean done() {
    return done;
  }

  /** Whether the partner says that nothing was done and that it may be asked again. */
  boolean asksAgain() {
    return this == UNAVAILABLE || this == TOO_MANY || this == UNAUTHORISED;
  }

  /** Draws one. */
  static Behaviour draw(RandomGenerator random) {
    int total = 0;
    for (Behaviour each : values()) {
      total += each.weight;
    }
    int drawn = random.nextInt(total);
    for (Behaviour each : values()) {
      drawn -= each.weight;
      if (drawn < 0) {
        return each;
      }
    }
    return FAST;
  }
}
