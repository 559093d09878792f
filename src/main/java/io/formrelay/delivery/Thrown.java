package io.formrelay.delivery;

/** An exception in words that hold nothing of a submission. */
public final class Thrown {

  private Thrown() {}

  /**
   * What was thrown innermost, and where; not its own message, which may quote what the code was
   * working on.
   */
  public static String inWords(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    StackTraceElement[] trace = innermost.getStackTrace();
    String what = innermost.getClass().getName();
    return trace.length == 0 ? what : what + " at " + trace[0];
  }
}
