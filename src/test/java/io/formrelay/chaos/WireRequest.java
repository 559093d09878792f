package io.formrelay.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP/1.1 request as it comes in over a socket. Read by hand, because a server that can be told
 * to break a connection at any byte is not to be had.
 *
 * @param body the request's body
 */
record WireRequest(byte[] body) {

  /**
   * Reads the next request of a connection.
   *
   * @return empty where the connection ends before a request begins
   * @throws EOFException where it ends within one
   */
  static Optional<WireRequest> read(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      return Optional.empty();
    }
    int length = 0;
    boolean chunked = false;
    for (line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
    }
    if (line == null) {
      throw new EOFException();
    }
    return Optional.of(new WireRequest(chunked ? chunks(in) : exactly(in, length)));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(in);
      if (size == null) {
        throw new EOFException();
      }
      int length = Integer.parseInt(size.replaceFirst(";.*", "").strip(), 16);
      body.write(exactly(in, length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Null where the connection ends before the line begins. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        if (line.size() > 0) {
          throw new EOFException();
        }
        return null;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
