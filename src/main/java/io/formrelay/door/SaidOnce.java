package io.formrelay.door;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of a file why it stays where it is, however often the folder is looked through. */
final class SaidOnce {

  private final Logger log;
  private final Memory<String> said = new Memory<>();

  SaidOnce(Class<?> speaker) {
    this.log = LoggerFactory.getLogger(speaker);
  }

  /**
   * Warns, unless the same was said of the file before.
   *
   * @param name the file's name
   * @param reason why it stays, as the end of a sentence
   */
  void warn(String name, String reason) {
    if (!reason.equals(said.keep(name, reason))) {
      log.warn("{} is left alone: {}", Claim.printable(name), reason);
    }
  }
}
