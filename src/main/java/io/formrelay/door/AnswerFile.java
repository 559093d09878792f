package io.formrelay.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with one file of the configuration, as it was when the relay started. */
public final class AnswerFile implements Processor {

  private final byte[] content;
  private final String type;

  /**
   * Reads the file.
   *
   * @param file the file to serve
   * @param type its media type
   * @throws IOException where it cannot be read
   */
  public AnswerFile(Path file, String type) throws IOException {
    this.content = Files.readAllBytes(file);
    this.type = type;
  }

  @Override
  public void process(Exchange exchange) {
    HttpRequests.answer(exchange, 200, type, content);
  }
}
