package io.formrelay.door;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The places in a file where its elements stand, one after the other. */
interface Slices extends Closeable {

  /**
   * A run of a file's bytes.
   *
   * @param offset where it begins, in bytes from the file's beginning
   * @param length its length in bytes
   */
  record Slice(long offset, long length) {}

  /** The next place, or null behind the last. */
  Slice next() throws IOException;

  @Override
  default void close() throws IOException {}

  /** One place alone. */
  static Slices single(long offset, long length) {
    Iterator<Slice> one = List.of(new Slice(offset, length)).iterator();
    return () -> one.hasNext() ? one.next() : null;
  }
}
