package io.formrelay.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the relay that runs deliver one dead letter again, or many. */
@Command(
    name = "replay",
    description = {
      "Delivers one dead letter again, by its id, or many, oldest first, by filters.",
      "Of many it shows the progress until all are pending again. Ending the command does not stop"
          + " them: dead-letters stop does. Those with OutcomeUnknown or Dropped are left out"
          + " unless --code names them."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final long BETWEEN_LOOKS_MS = 500;

  @Parameters(arity = "0..1", paramLabel = "<id>", description = "The submission's id.")
  private String id;

  @Mixin private SearchOptions search;

  @Option(names = "--all", description = "All that no filter leaves out.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only counts what would be delivered again.")
  private boolean dryRun;

  @Option(names = "--background", description = "Does not wait for many to be done.")
  private boolean background;

  @Option(names = "--json", description = "Prints the relay's answers, as JSON, one a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (id != null) {
      return one();
    }
    if (dryRun) {
      DeadLettersCommand.dryRun(out(), search, json);
      return 0;
    }
    if (search.asked().isEmpty() && !all) {
      throw new ParameterException(
          spec.commandLine(), "an id, a filter such as --target or --code, or --all?");
    }
    return many();
  }

  private int one() {
    boolean filtered = !search.asked().keySet().stream().allMatch("target"::equals);
    if (filtered || all || dryRun || background) {
      throw new ParameterException(
          spec.commandLine(), "with an id only --target and --json make sense");
    }
    JsonNode replayed =
        ManagementClient.ofRunningRelay()
            .post(
                DeadLettersCommand.LETTERS + "/" + ManagementClient.encoded(id) + "/replay",
                search.asked());
    if (json) {
      out().println(new ShownJson(replayed).line());
    } else {
      replayed
          .path("targets")
          .properties()
          .forEach(
              each -> out().println(id + " " + each.getKey() + ": " + each.getValue().asText()));
    }
    return 0;
  }

  private int many() throws InterruptedException {
    ManagementClient relay = ManagementClient.ofRunningRelay();
    JsonNode progress = relay.post(DeadLettersCommand.LETTERS + "/replay", search.asked());
    DeadLettersCommand.print(out(), progress, json);
    JsonNode begun = progress.path("startedAt");
    boolean running = isRunning(progress);
    while (running && !background) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
      JsonNode now = relay.get(DeadLettersCommand.REPLAY, Map.of());
      if (!now.path("startedAt").equals(begun)) {
        throw new CommandFailure("another replay has begun since");
      }
      if (!now.equals(progress)) {
        tell(now);
      }
      progress = now;
      running = isRunning(now);
    }
    boolean well = running || progress.path("stage").asText().equals("FINISHED");
    return well ? 0 : 1;
  }

  private void tell(JsonNode progress) {
    if (json) {
      out().println(new ShownJson(progress).line());
    } else {
      out()
          .println(
              progress.path("stage").asText()
                  + ": "
                  + progress.path("done").asLong()
                  + " of "
                  + progress.path("total").asLong()
                  + " are pending again"
                  + left(progress.path("failed").asLong())
                  + (progress.path("problem").isTextual()
                      ? ": " + progress.path("problem").asText()
                      : ""));
    }
  }

  private static String left(long failed) {
    return failed == 0 ? "" : ", " + failed + " could not be taken back";
  }

  private static boolean isRunning(JsonNode progress) {
    return progress.path("stage").asText().equals("RUNNING");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
