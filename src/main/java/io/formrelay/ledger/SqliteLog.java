package io.formrelay.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A write-ahead log that a stopped relay left behind, in SQLite's own format.
 *
 * <p>SQLite takes a log up to the first frame that is not as it should be, and forgets the rest
 * without a word. Where a crash tore the last transaction that is right. Where later transactions
 * follow it is damage: SQLite begins none before the one before it is synced. So what this looks
 * for, behind the first bad frame, is a frame that was chained to the end of a transaction.
 */
final class SqliteLog {

  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int MAGIC = 0x377f0682;

  private final Path file;

  SqliteLog(Path file) {
    this.file = file;
  }

  /**
   * Looks through it; to be asked before SQLite opens it.
   *
   * @return whether committed transactions stand behind a frame that cannot be read
   */
  boolean isDamaged() throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, 0, HEADER);
      if (channel.size() <= HEADER || isBlank(header)) {
        return false;
      }
      int magic = header.getInt(0);
      int page = header.getInt(8);
      if ((magic & ~1) != MAGIC || page < 512 || page > 65_536 || Integer.bitCount(page) != 1) {
        return true;
      }
      ByteOrder order = (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      long sum = sum(0, header, 0, 24, order);
      return sum != stored(header, 24) || hasCommitsBehindABadFrame(channel, header, page, order);
    }
  }

  private static boolean hasCommitsBehindABadFrame(
      FileChannel channel, ByteBuffer header, int page, ByteOrder order) throws IOException {
    long salt = header.getLong(16);
    long before = stored(header, 24);
    boolean whole = true;
    boolean committed = false;
    for (long at = HEADER; at + FRAME_HEADER + page <= channel.size(); at += FRAME_HEADER + page) {
      ByteBuffer frame = read(channel, at, FRAME_HEADER + page);
      long sum = sum(sum(before, frame, 0, 8, order), frame, FRAME_HEADER, page, order);
      boolean chained = frame.getLong(8) == salt && sum == stored(frame, 16);
      if (!whole && chained && committed) {
        return true;
      }
      whole &= chained;
      committed = chained && frame.getInt(4) != 0;
      before = stored(frame, 16);
    }
    return false;
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
    return buffer;
  }

  private static boolean isBlank(ByteBuffer header) {
    for (byte each : header.array()) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static long stored(ByteBuffer buffer, int at) {
    return buffer.getLong(at);
  }

  /** SQLite's running checksum: two sums of 32 bits, the first in the upper half. */
  private static long sum(long seed, ByteBuffer buffer, int from, int length, ByteOrder order) {
    ByteBuffer words = buffer.duplicate().order(order);
    int first = (int) (seed >>> 32);
    int second = (int) seed;
    for (int at = from; at < from + length; at += 8) {
      first += words.getInt(at) + second;
      second += words.getInt(at + 4) + first;
    }
    return ((long) first << 32) | (second & 0xffff_ffffL);
  }
}
