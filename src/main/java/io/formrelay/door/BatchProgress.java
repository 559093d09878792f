package io.formrelay.door;

import java.time.Instant;

/**
 * How far the acceptance of a large file has come.
 *
 * @param name the name the file had in the inbox, made safe
 * @param stage how it stands
 * @param size its length in bytes
 * @param read how many of these bytes have been read
 * @param accepted how many of its elements are accepted so far
 * @param refused how many of them are refused so far
 * @param startedAt when its reading began
 * @param endedAt when it ended; null before
 */
public record BatchProgress(
    String name,
    Stage stage,
    long size,
    long read,
    long accepted,
    long refused,
    Instant startedAt,
    Instant endedAt) {

  /** How the acceptance of a file stands. */
  public enum Stage {
    /** It is under way. */
    RUNNING,
    /** All in it is accepted or refused. */
    FINISHED,
    /** It was put off, and is walked again from its beginning. */
    STOPPED
  }
}
