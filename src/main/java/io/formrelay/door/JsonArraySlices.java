package io.formrelay.door;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;

/** The elements of a file that is one well-formed JSON array. */
final class JsonArraySlices implements Slices {

  private final JsonParser parser;

  JsonArraySlices(InputStream stream) throws IOException, UnreadableFileException {
    parser = JsonDocument.parser(stream);
    parser.nextToken();
  }

  @Override
  public Slice next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null || token == JsonToken.END_ARRAY) {
      return null;
    }
    long offset = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    // A text is skipped only when the next token is asked for, unless it is finished here.
    if (token == JsonToken.VALUE_STRING) {
      parser.finishToken();
    }
    return new Slice(offset, parser.currentLocation().getByteOffset() - offset);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
