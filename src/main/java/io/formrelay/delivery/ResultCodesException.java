package io.formrelay.delivery;

/**
 * The table of result codes makes no sense; the message names the file, the line and the reason.
 */
public class ResultCodesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong where, as in {@code config/result-codes.yaml:12: ...}. */
  public ResultCodesException(String message) {
    super(message);
  }
}
