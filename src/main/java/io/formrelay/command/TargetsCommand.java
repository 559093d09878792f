package io.formrelay.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, pauses and resumes the partners of the relay that runs. */
@Command(
    name = "targets",
    description = "Shows, pauses and resumes the partners of the relay that runs here.")
final class TargetsCommand implements Runnable {

  private static final String JSON = "Prints the relay's answer, as JSON.";
  private static final String NAMES = "The partners' names.";
  private static final String ALL = "All partners.";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, pause or resume?");
  }

  @Command(name = "list", description = "Shows how each partner stands.")
  int list(@Option(names = "--json", description = JSON) boolean json) {
    JsonNode relay = ManagementClient.ofRunningRelay().get("/operations/relay", Map.of());
    if (json) {
      out().println(new ShownJson(relay).line());
    } else {
      print(relay.path("targets"));
    }
    return 0;
  }

  @Command(
      name = "pause",
      description = "Sends nothing more to them until they are resumed, over restarts too.")
  int pause(
      @Parameters(arity = "0..*", paramLabel = "<name>", description = NAMES) List<String> names,
      @Option(names = "--all", description = ALL) boolean all,
      @Option(names = "--json", description = JSON) boolean json) {
    return act("pause", names, all, json);
  }

  @Command(name = "resume", description = "Lets deliveries go on, whatever paused them.")
  int resume(
      @Parameters(arity = "0..*", paramLabel = "<name>", description = NAMES) List<String> names,
      @Option(names = "--all", description = ALL) boolean all,
      @Option(names = "--json", description = JSON) boolean json) {
    return act("resume", names, all, json);
  }

  private int act(String word, List<String> named, boolean all, boolean json) {
    List<String> names = named == null ? List.of() : named;
    if (names.isEmpty() != all) {
      throw new ParameterException(spec.commandLine(), "the names of partners, or --all?");
    }
    ManagementClient relay = ManagementClient.ofRunningRelay();
    List<JsonNode> acted = new ArrayList<>();
    if (all) {
      relay.post("/operations/" + word, Map.of()).path("targets").forEach(acted::add);
    }
    for (String name : names) {
      acted.add(
          relay.post(
              "/operations/targets/" + ManagementClient.encoded(name) + "/" + word, Map.of()));
    }
    if (json) {
      acted.forEach(target -> out().println(new ShownJson(target).line()));
    } else {
      print(acted);
    }
    return 0;
  }

  private void print(Iterable<JsonNode> targets) {
    new Table(
            "name",
            "enabled",
            "paused",
            "pauseReason",
            "pausedSince",
            "pending",
            "sending",
            "retrying",
            "deadLetters",
            "lastError")
        .print(out(), targets);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
