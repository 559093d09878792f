package io.formrelay.notice;

import java.time.Instant;
import java.util.Optional;

/** Looks whether something is wrong. Asked every few seconds by one thread. */
public interface Sign {

  /** What it looks at. */
  Cause cause();

  /**
   * Looks.
   *
   * @return how things stand; empty while that cannot be told
   */
  Optional<Sighting> look(Instant now);

  /** What the last look saw is being told. */
  default void told() {}
}
