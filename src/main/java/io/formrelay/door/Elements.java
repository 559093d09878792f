package io.formrelay.door;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The elements of a claimed file, found one after the other without ever holding the file.
 *
 * <p>A {@code .json} file that is one value is one element; of one that is an array, each element
 * is; of a file of lines, each line that is not blank is. Bytes are as they stand in the file; a
 * byte order mark at its beginning belongs to no element.
 */
final class Elements implements Closeable {

  /** The largest submission there is, in bytes; of a larger element only the place is known. */
  static final int LARGEST = 1 << 16;

  /**
   * One element.
   *
   * @param number its place among the file's elements, from 1
   * @param offset where its bytes begin in the file
   * @param length how many bytes it has
   */
  record Element(long number, long offset, long length) {
    boolean tooLarge() {
      return length > LARGEST;
    }
  }

  private final boolean single;
  private final FileChannel file;
  private final Slices slices;
  private long number;

  private Elements(boolean single, FileChannel file, Slices slices) {
    this.single = single;
    this.file = file;
    this.slices = slices;
  }

  /**
   * Opens a file, after reading a {@code .json} file once from beginning to end.
   *
   * @throws UnreadableFileException where the file as a whole is not what its name says
   * @throws IOException where it cannot be read
   */
  static Elements of(Path path, Format format) throws IOException, UnreadableFileException {
    boolean single = format == Format.JSON && shape(path) == JsonDocument.Shape.SINGLE;
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return new Elements(single, file, single ? whole(file) : parts(path, file, format));
    } catch (IOException | UnreadableFileException e) {
      file.close();
      throw e;
    }
  }

  /** Whether the file itself is its one element. */
  boolean single() {
    return single;
  }

  /** How many elements there were so far. */
  long count() {
    return number;
  }

  /** The next element, or null behind the last. */
  Element next() throws IOException {
    Slices.Slice slice = slices.next();
    return slice == null ? null : new Element(++number, slice.offset(), slice.length());
  }

  /** The bytes of an element that is not too large. */
  byte[] bytes(Element element) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(element.length()));
    while (buffer.hasRemaining()) {
      if (file.read(buffer, element.offset() + buffer.position()) < 0) {
        throw new EOFException("the file has become shorter");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    try (file;
        slices) {
      // Both are closed, whatever the first one's closing throws.
    }
  }

  private static JsonDocument.Shape shape(Path path) throws IOException, UnreadableFileException {
    try (InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return JsonDocument.check(stream);
    }
  }

  private static Slices parts(Path path, FileChannel file, Format format)
      throws IOException, UnreadableFileException {
    InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    try {
      return format == Format.JSON ? new JsonArraySlices(stream, file) : new LineSlices(stream);
    } catch (IOException | UnreadableFileException e) {
      stream.close();
      throw e;
    }
  }

  private static Slices whole(FileChannel file) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(ByteOrderMark.LENGTH);
    file.read(start, 0);
    long offset = ByteOrderMark.in(start.array()) ? ByteOrderMark.LENGTH : 0;
    return Slices.single(offset, file.size() - offset);
  }
}
