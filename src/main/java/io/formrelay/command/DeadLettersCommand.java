package io.formrelay.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, replays and drops dead letters of the relay that runs. */
@Command(
    name = "dead-letters",
    description = "Lists, shows, replays and drops dead letters of the relay that runs here.",
    subcommands = ReplayCommand.class)
final class DeadLettersCommand implements Runnable {

  static final String LETTERS = "/operations/dead-letters";
  static final String REPLAY = "/operations/replay";
  private static final String JSON = "Prints the relay's answer, as JSON.";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which of list, show, replay, drop, …?");
  }

  @Command(name = "list", description = "Lists dead letters, newest first, 50 a page.")
  int list(
      @Mixin SearchOptions search,
      @Option(
              names = "--after",
              paramLabel = "<place>",
              description = "The next page: the place that the page before ends with.")
          String after,
      @Option(names = "--json", description = JSON) boolean json) {
    Map<String, String> asked = new TreeMap<>(search.asked());
    if (after != null) {
      asked.put("after", after);
    }
    JsonNode page = ManagementClient.ofRunningRelay().get(LETTERS, asked);
    if (json) {
      out().println(new ShownJson(page).line());
      return 0;
    }
    if (page.path("deadLetters").isEmpty()) {
      out().println("No dead letters.");
      return 0;
    }
    new Table("id", "target", "completedAt", "attempts", "resultCode", "message")
        .print(out(), page.path("deadLetters"));
    if (page.path("after").isTextual()) {
      out().println("There may be more: --after " + page.path("after").asText());
    }
    return 0;
  }

  @Command(name = "show", description = "Tells all about a submission and its attempts.")
  int show(
      @Parameters(paramLabel = "<id>", description = "The submission's id.") String id,
      @Option(names = "--json", description = JSON) boolean json) {
    JsonNode story =
        ManagementClient.ofRunningRelay()
            .get("/operations/submissions/" + ManagementClient.encoded(id), Map.of());
    out().println(json ? new ShownJson(story).line() : new ShownJson(story).pretty());
    return 0;
  }

  @Command(
      name = "dry-run",
      description = "Counts what a replay of many would take, and does nothing.")
  int dryRun(
      @Mixin SearchOptions search, @Option(names = "--json", description = JSON) boolean json) {
    dryRun(out(), search, json);
    return 0;
  }

  static void dryRun(PrintWriter out, SearchOptions search, boolean json) {
    JsonNode counted = ManagementClient.ofRunningRelay().get(LETTERS + "/dry-run", search.asked());
    if (json) {
      out.println(new ShownJson(counted).line());
      return;
    }
    new Table("target", "resultCode", "count").print(out, counted.path("counts"));
    out.println(counted.path("total").asLong() + " would be delivered again.");
  }

  @Command(
      name = "drop",
      description = "Drops a dead letter that needs nobody any more; it stays on file.")
  int drop(
      @Parameters(paramLabel = "<id>", description = "The submission's id.") String id,
      @Option(
              names = "--target",
              required = true,
              paramLabel = "<name>",
              description = "The partner's name.")
          String target,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "<text>",
              description = "Why, for those who look later.")
          String reason,
      @Option(names = "--json", description = JSON) boolean json) {
    JsonNode dropped =
        ManagementClient.ofRunningRelay()
            .post(
                LETTERS + "/" + ManagementClient.encoded(id) + "/drop",
                Map.of("target", target, "reason", reason));
    out().println(json ? new ShownJson(dropped).line() : id + " " + target + ": dropped");
    return 0;
  }

  @Command(name = "progress", description = "Tells how far the last replay of many has come.")
  int progress(@Option(names = "--json", description = JSON) boolean json) {
    print(out(), ManagementClient.ofRunningRelay().get(REPLAY, Map.of()), json);
    return 0;
  }

  @Command(
      name = "stop",
      description = "Stops the replay of many; what it has not come to stays a dead letter.")
  int stop(@Option(names = "--json", description = JSON) boolean json) {
    print(out(), ManagementClient.ofRunningRelay().delete(REPLAY), json);
    return 0;
  }

  static void print(PrintWriter out, JsonNode progress, boolean json) {
    if (json) {
      out.println(new ShownJson(progress).line());
    } else {
      new Table("stage", "search", "total", "done", "failed", "startedAt", "endedAt", "problem")
          .print(out, List.of(progress));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
