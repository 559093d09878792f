package io.formrelay.operations;

import io.formrelay.delivery.ResultCodesException;

/**
 * Why the relay could not start, for an operator.
 *
 * @param exitCode 2 where the configuration is to blame, else 1
 * @param line one line that names what is wrong
 */
public record StartFailure(int exitCode, String line) {

  /** Finds the reason in a chain of causes. */
  public static StartFailure of(Throwable thrown) {
    Throwable deepest = thrown;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SettingException || each instanceof ResultCodesException) {
        return new StartFailure(2, oneLine(each.getMessage()));
      }
      deepest = each;
    }
    String reason = deepest.getMessage();
    return new StartFailure(1, oneLine(reason == null ? deepest.toString() : reason));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
