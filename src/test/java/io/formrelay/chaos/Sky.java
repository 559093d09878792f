package io.formrelay.chaos;

/** How a whole partner is for a while. */
enum Sky {
  /** Each request is treated by its own luck. */
  FAIR,
  /** Everything succeeds at once. */
  CALM,
  /** Nobody listens, and what was connected is cut. */
  CLOSED,
  /** Everything is answered 401. */
  UNAUTHORISED,
  /** Everything is answered 503. */
  DOWN,
  /** Everything takes long. */
  SLUGGISH
}
