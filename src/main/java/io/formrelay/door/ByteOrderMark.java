package io.formrelay.door;

import java.util.Arrays;

/** The three bytes by which some editors mark the beginning of a UTF-8 file. */
final class ByteOrderMark {

  static final int LENGTH = 3;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private ByteOrderMark() {}

  /** Whether these first bytes of a file begin with the mark. */
  static boolean in(byte[] start) {
    return start.length >= LENGTH && Arrays.equals(start, 0, LENGTH, MARK, 0, LENGTH);
  }
}
