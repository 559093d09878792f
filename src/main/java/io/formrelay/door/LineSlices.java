package io.formrelay.door;

import java.io.IOException;
import java.io.InputStream;

/** The lines of a file that are not blank, without what ends them. */
final class LineSlices implements Slices {

  private static final int END = -1;

  private final InputStream stream;

  /** Read by hand: a stream's own buffer takes a lock for every byte. */
  private final byte[] buffer = new byte[1 << 16];

  private int filled;
  private int next;
  private long position;

  LineSlices(InputStream stream) throws IOException {
    this.stream = stream;
    this.filled = stream.readNBytes(buffer, 0, buffer.length);
    if (ByteOrderMark.in(buffer)) {
      next = ByteOrderMark.LENGTH;
      position = ByteOrderMark.LENGTH;
    }
  }

  @Override
  public Slice next() throws IOException {
    long offset = position;
    boolean blank = true;
    int last = END;
    for (int each = read(); each != END; each = read()) {
      if (each != '\n') {
        blank &= each == ' ' || each == '\t' || each == '\r';
      } else if (blank) {
        offset = position;
      } else {
        return slice(offset, position - 1, last);
      }
      last = each;
    }
    return blank ? null : slice(offset, position, last);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private int read() throws IOException {
    if (next == filled) {
      filled = Math.max(0, stream.read(buffer));
      next = 0;
    }
    if (filled == 0) {
      return END;
    }
    position++;
    return Byte.toUnsignedInt(buffer[next++]);
  }

  private static Slice slice(long offset, long end, int last) {
    return new Slice(offset, (last == '\r' ? end - 1 : end) - offset);
  }
}
