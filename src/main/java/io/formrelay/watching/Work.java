package io.formrelay.watching;

import java.time.Instant;

/**
 * Long work that is under way or has lately ended.
 *
 * @param what {@code batch}, a large file in the inbox, or {@code replay}, of many dead letters
 * @param name the file's name without what may be personal, or which dead letters, in words
 * @param stage {@code RUNNING}, {@code FINISHED}, {@code STOPPED} or {@code FAILED}
 * @param unit what is counted in {@code done} and {@code total}: {@code bytes} or {@code dead
 *     letters}
 * @param done how much of it is done
 * @param total how much there is; 0 while that is not known
 * @param succeeded submissions that were accepted, or dead letters that are pending again
 * @param failed submissions that were refused, or dead letters that were none any more
 * @param startedAt when it began
 * @param endedAt when it ended; null before
 * @param problem why it gave up; null where it did not
 */
public record Work(
    String what,
    String name,
    String stage,
    String unit,
    long done,
    long total,
    long succeeded,
    long failed,
    Instant startedAt,
    Instant endedAt,
    String problem) {

  static final String BATCH = "batch";

  /** The same for those who may see numbers alone: a file's name may be a person's. */
  Work withoutFileName() {
    return what.equals(BATCH)
        ? new Work(
            what, "***", stage, unit, done, total, succeeded, failed, startedAt, endedAt, problem)
        : this;
  }
}
