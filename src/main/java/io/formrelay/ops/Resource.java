package io.formrelay.ops;

import java.util.function.Supplier;

/**
 * Something to look at: {@code GET /operations/<name>} answers what it says at that moment, as
 * JSON. It may read the ledger and may take a while.
 *
 * @param name the last part of its path
 * @param open whether everybody on this machine may see it where no key is configured, as they may
 *     see numbers; else only who shows the key or the token
 * @param data tells it: a record, map or list of what JSON knows; times become text
 */
public record Resource(String name, boolean open, Supplier<?> data) {

  /** One that holds numbers and nothing of a submission. */
  public static Resource numbers(String name, Supplier<?> data) {
    return new Resource(name, true, data);
  }

  /** One that tells of single submissions, or of persons. */
  public static Resource confidential(String name, Supplier<?> data) {
    return new Resource(name, false, data);
  }
}
