package io.formrelay.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * For tests alone: lets the process die at a step as {@code kill -9} would.
 *
 * <p>The system property {@value #PROPERTY} names a file. While that file holds the name of a step,
 * as in {@code FILE_CLAIMED}, the process ends with exit code {@value #EXIT_CODE} when it reaches
 * the step; with a number behind it, as in {@code ELEMENT_ENTERED:7}, when it does so for the
 * seventh time. So a test can load a relay first and choose its end then. No setting and no
 * variable of the relay's leads here, only the command line of its JVM, read once.
 */
final class Halt {

  static final String PROPERTY = "formrelay.halt-at";
  static final int EXIT_CODE = 86;

  private final Path wish;
  private final AtomicInteger times = new AtomicInteger();

  private Halt(Path wish) {
    this.wish = wish;
  }

  /** Null where nobody wants the process to die. */
  static Halt wished() {
    String file = System.getProperty(PROPERTY);
    return file == null ? null : new Halt(Path.of(file));
  }

  void at(FailPoint step) {
    try {
      String[] wished = Files.readString(wish).strip().split(":");
      if (FailPoint.valueOf(wished[0]) == step
          && times.incrementAndGet() >= (wished.length == 1 ? 1 : Integer.parseInt(wished[1]))) {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    } catch (NoSuchFileException e) {
      // it is to live
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
