package io.formrelay.command;

import io.formrelay.operations.StartFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * What an operator can do from the command line. Each command is a class of its own that is named
 * here; it returns its exit code: 0 where it did what was asked, 1 where it could not, 2 where it
 * was called wrongly or a setting makes no sense.
 */
@Command(
    name = "formrelay",
    description = "Without a command, the relay runs until it is told to end.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      HelpCommand.class,
      CheckCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      HashKeyCommand.class,
      QuarantineCommand.class,
      EncryptCommand.class,
      EraseCommand.class
    })
public final class Commands implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * Carries a command out.
   *
   * @param out where its answer goes
   * @param err where its complaints go
   * @param args the command with its options
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Commands())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(oneLine())
        .execute(args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }

  /** A command fails like the relay does: with one line. */
  private static IExecutionExceptionHandler oneLine() {
    return (thrown, command, parsed) -> {
      StartFailure failure = StartFailure.of(thrown);
      command.getErr().println("formrelay: " + failure.line());
      return failure.exitCode();
    };
  }
}
