package io.formrelay.operations;

/**
 * A setting is missing or makes no sense; the message is one line that begins with its key, or with
 * the configuration file that makes none.
 */
public class SettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the key and says what is wrong with its value. */
  public SettingException(String key, String reason) {
    super(key + ": " + reason);
  }

  /** Takes on what was said of a configuration file. */
  public SettingException(IllegalArgumentException file) {
    super(file.getMessage(), file);
  }
}
