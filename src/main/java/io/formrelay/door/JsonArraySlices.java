package io.formrelay.door;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The elements of a file that is one well-formed JSON array. */
final class JsonArraySlices implements Slices {

  private static final int BUFFER = 1 << 13;

  private final JsonParser parser;
  private final FileChannel file;

  /**
   * Begins.
   *
   * @param stream the file from its beginning
   * @param file the same file
   */
  JsonArraySlices(InputStream stream, FileChannel file)
      throws IOException, UnreadableFileException {
    this.parser = JsonDocument.parser(stream);
    this.file = file;
    parser.nextToken();
  }

  @Override
  public Slice next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null || token == JsonToken.END_ARRAY) {
      return null;
    }
    long offset = parser.currentTokenLocation().getByteOffset();
    if (token == JsonToken.VALUE_STRING) {
      return new Slice(offset, endOfText(offset) - offset);
    }
    parser.skipChildren();
    return new Slice(offset, parser.currentLocation().getByteOffset() - offset);
  }

  /** Asked for a text's end, the parser would hold all of the text in memory. */
  private long endOfText(long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    boolean escaped = false;
    long position = offset + 1;
    while (file.read(buffer.clear(), position) > 0) {
      for (buffer.flip(); buffer.hasRemaining(); position++) {
        byte each = buffer.get();
        if (each == '"' && !escaped) {
          return position + 1;
        }
        escaped = each == '\\' && !escaped;
      }
    }
    throw new EOFException("the file has become shorter");
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
