package io.formrelay.door;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that the relay has taken from the inbox: it lies in {@code .accepting} as {@code
 * <token>~<name>} until all in it is accepted or refused.
 *
 * @param path where it lies
 * @param token tells this arrival of the file from every other, also after a restart
 * @param name the name the file had in the inbox, made safe
 */
record Claim(Path path, String token, String name) {

  /** The folder in the inbox where claimed files lie. */
  static final String FOLDER = ".accepting";

  private static final char AFTER_TOKEN = '~';

  /** Leaves room for a token before, and for a number and an ending behind, within 255 bytes. */
  private static final int LONGEST_NAME = 180;

  private static final int LONGEST_ENDING = 12;

  /** The claim that a path in {@code .accepting} stands for; empty where it is none. */
  static Optional<Claim> of(Path path) {
    String fileName = path.getFileName().toString();
    int end = fileName.indexOf(AFTER_TOKEN);
    return end < 1 || fileName.startsWith(".")
        ? Optional.empty()
        : Optional.of(new Claim(path, fileName.substring(0, end), fileName.substring(end + 1)));
  }

  /** The claim of a file, before it is moved. */
  static Claim to(Path inbox, String token, String fileName) {
    String name = shortened(printable(fileName));
    return new Claim(inbox.resolve(FOLDER).resolve(token + AFTER_TOKEN + name), token, name);
  }

  /**
   * A file's name without what could break a line, a path or a file system's encoding, steer a
   * terminal, or show the name in another order than it has.
   */
  static String printable(String fileName) {
    return fileName.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\\\/\uFFFD]", "_");
  }

  /** Where its submissions came in, as receipts name it. */
  String source() {
    return "inbox/" + name;
  }

  /** What makes an element of this arrival known again after a crash. */
  String key(long element) {
    return "inbox:" + intake(element);
  }

  /** The element within this arrival, counted from 1. */
  String intake(long element) {
    return token + "#" + element;
  }

  /** The name up to its ending. */
  String stem() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The ending with its dot. */
  String ending() {
    return name.substring(name.lastIndexOf('.'));
  }

  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    boolean ends = dot > 0 && name.length() - dot <= LONGEST_ENDING;
    String ending = ends ? name.substring(dot) : "";
    String stem = ends ? name.substring(0, dot) : name;
    while ((stem + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + ending;
  }
}
