package io.formrelay.operations;

import ch.qos.logback.core.PropertyDefinerBase;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Tells the logging configuration the setting {@code log.format}, which is needed before any other
 * setting is read. A value that does not exist is shown as text here and refused when the settings
 * are checked.
 */
public final class LogFormat extends PropertyDefinerBase {

  /** The setting's key. */
  static final String KEY = "log.format";

  @Override
  public String getPropertyValue() {
    String format = System.getenv("LOG_FORMAT");
    if (format == null) {
      format = System.getProperty(KEY);
    }
    if (format == null) {
      format = written().getProperty(KEY, "text");
    }
    return format.strip().equals("json") ? "json" : "text";
  }

  private static Properties written() {
    Properties properties = new Properties();
    Path file = ConfigFolder.path().resolve("application.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      // the settings' own check says so
    }
    return properties;
  }
}
