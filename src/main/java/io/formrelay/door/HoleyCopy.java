package io.formrelay.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Copies a run of bytes and leaves out long runs of zeros, which then are holes: a file of a
 * gigabyte that takes no room on the disk must not take a gigabyte as a dead letter.
 */
final class HoleyCopy {

  private static final int BLOCK = 1 << 16;

  private final FileChannel from;
  private final FileChannel to;
  private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);

  /** Copies to the beginning of an empty file. */
  HoleyCopy(FileChannel from, FileChannel to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies.
   *
   * @param offset where the bytes begin
   * @param length how many there are
   * @throws IOException also where there are fewer
   */
  void copy(long offset, long length) throws IOException {
    for (long done = 0; done < length; done += block.limit()) {
      block.clear().limit((int) Math.min(BLOCK, length - done));
      while (block.hasRemaining()) {
        if (from.read(block, offset + done + block.position()) < 0) {
          throw new IOException("the file has become shorter");
        }
      }
      block.flip();
      boolean last = done + block.limit() == length;
      if (last || !isHole()) {
        write(done);
      }
    }
  }

  private boolean isHole() {
    if (block.limit() < BLOCK) {
      return false;
    }
    for (int at = 0; at < BLOCK; at += Long.BYTES) {
      if (block.getLong(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private void write(long position) throws IOException {
    int size = block.limit();
    while (block.hasRemaining()) {
      to.write(block, position + block.position());
    }
    block.limit(size);
  }
}
