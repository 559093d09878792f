package io.formrelay.command;

import io.formrelay.door.Quarantine;
import io.formrelay.operations.ConfigurationSource;
import io.formrelay.operations.Settings;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.watching.AuditLog;
import io.formrelay.watching.Deed;
import io.formrelay.watching.Operator;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the HTTP door took for spam, and has it delivered after all. */
@Command(
    name = "quarantine",
    description = "Lists the forms that were taken for spam, or has them delivered after all.")
final class QuarantineCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list or release?");
  }

  @Command(name = "list", description = "One line a form: its id, when it came, why it is kept.")
  int list() throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      PrintWriter out = spec.commandLine().getOut();
      for (Quarantine.Kept kept : new Quarantine(settings().data(), files).list()) {
        out.println(kept.id() + " " + kept.at() + " " + kept.reason() + " " + kept.origin());
      }
    }
    return 0;
  }

  @Command(name = "release", description = "Moves forms into the inbox, which delivers them.")
  int release(
      @Parameters(arity = "1..*", paramLabel = "<id>", description = "As list shows it.")
          List<String> ids)
      throws IOException {
    Settings settings = settings();
    AuditLog audit = new AuditLog(settings.data(), Clock.systemUTC());
    int code = 0;
    try (WholeFiles files = new WholeFiles()) {
      Quarantine quarantine = new Quarantine(settings.data(), files);
      for (String id : ids) {
        boolean released =
            audit.carryOut(
                Deed.of(Operator.ofCommand(), "quarantine release").id(id),
                () -> quarantine.release(id, settings.inbox().path()),
                done -> done ? "" : "nothing: not in quarantine");
        if (released) {
          spec.commandLine().getOut().println("released " + id);
        } else {
          spec.commandLine().getErr().println("formrelay: nothing in quarantine has the id " + id);
          code = 1;
        }
      }
    }
    return code;
  }

  private static Settings settings() {
    return new ConfigurationSource(Map.of()).read().settings();
  }
}
