package io.formrelay.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Secrets that stand in files of their own, as container platforms hand them out. */
final class SecretFiles {

  /** What a setting begins with whose value stands in a file. */
  static final String BEGIN = "file:";

  private static final int LARGEST = 1 << 16;

  /**
   * Reads a secret.
   *
   * @param key the setting
   * @param value {@code file:} and a path, a relative one from the folder the relay is started in
   * @return the file's content in UTF-8, less one line break at its end
   * @throws SettingException where it cannot be read, naming the key and the path
   */
  String read(String key, String value) {
    String path = value.substring(BEGIN.length());
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(path);
      }
      if (Files.size(file) > LARGEST) {
        throw new SettingException(key, "names a file that is too large for a secret: " + path);
      }
      return withoutLineBreak(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (NoSuchFileException e) {
      throw new SettingException(key, "names a file that is not there: " + path);
    } catch (CharacterCodingException e) {
      throw new SettingException(key, "names a file that is not UTF-8: " + path);
    } catch (IOException | InvalidPathException e) {
      throw new SettingException(key, "names a file that cannot be read: " + path);
    }
  }

  private static String withoutLineBreak(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
