package io.formrelay.command;

import io.formrelay.operations.Configuration;
import io.formrelay.operations.ConfigurationSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads the configuration as the relay would, and says whether it makes sense. */
@Command(
    name = "check",
    description = "Reads the configuration as a start would, and starts nothing.")
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Configuration configuration = new ConfigurationSource(Map.of()).read();
    spec.commandLine()
        .getOut()
        .println("The configuration makes sense: " + configuration.settings());
    return 0;
  }
}
