package io.formrelay.command;

/** A command could not do what it was asked, for a reason that fits on one line. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandFailure(String line) {
    super(line, null, false, false);
  }
}
