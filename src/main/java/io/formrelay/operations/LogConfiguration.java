package io.formrelay.operations;

import java.nio.file.Files;
import java.nio.file.Path;

/** Makes logging follow {@code config/logback.xml}; to be asked before anything logs. */
public final class LogConfiguration {

  private static final String KEY = "logback.configurationFile";

  private LogConfiguration() {}

  /** Chooses that file, unless the operator named another one or it is missing. */
  public static void choose() {
    Path file = ConfigFolder.path().resolve("logback.xml");
    if (System.getProperty(KEY) == null && Files.isRegularFile(file)) {
      System.setProperty(KEY, file.toString());
    }
  }

  /** Keeps the log of a command quiet, and off its standard output. */
  public static void quiet() {
    if (System.getProperty(KEY) == null) {
      System.setProperty(KEY, "io/formrelay/command/logback.xml");
    }
  }
}
