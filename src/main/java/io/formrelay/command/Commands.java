package io.formrelay.command;

import io.formrelay.operations.StartFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;

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
      EraseCommand.class,
      DeadLettersCommand.class,
      TargetsCommand.class,
      OpsCommand.class,
      AuditCommand.class
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
    CommandLine all = new CommandLine(new Commands());
    all.getSubcommands().values().forEach(Commands::explains);
    return all.setOut(out).setErr(err).setExecutionExceptionHandler(oneLine()).execute(args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }

  /** Every command tells how it is used, as {@code help} does. */
  private static void explains(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Tells how this is used.")
                  .build());
    }
    command.getSubcommands().values().forEach(Commands::explains);
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
