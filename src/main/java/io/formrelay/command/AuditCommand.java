package io.formrelay.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.watching.AuditLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows who did what, whether a relay runs or not. */
@Command(
    name = "audit",
    description = "Shows who did what to the relay, newest first, whether it runs or not.")
final class AuditCommand implements Callable<Integer> {

  @Option(
      names = "--lines",
      paramLabel = "<count>",
      defaultValue = "50",
      description = "How many lines at the most, up to 1000; 50 where it is not said.")
  private int lines;

  @Option(names = "--json", description = "Prints the lines as they are, JSON each.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (lines < 1 || lines > 1000) {
      throw new ParameterException(spec.commandLine(), "--lines is from 1 to 1000");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<JsonNode> newest = new AuditLog(DataFolderSetting.read(), Clock.systemUTC()).newest(lines);
    if (json) {
      newest.forEach(line -> out.println(new ShownJson(line).line()));
    } else {
      new Table("at", "who", "via", "what", "target", "id", "filter", "reason", "result")
          .print(out, newest);
    }
    return 0;
  }
}
