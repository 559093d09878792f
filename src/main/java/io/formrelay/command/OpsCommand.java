package io.formrelay.command;

import io.formrelay.ops.ManagementFile;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells where the operators' page of the relay that runs is, with what opens it. */
@Command(
    name = "ops",
    description = {
      "Prints the address of the operators' page of the relay that runs here.",
      "It holds the token of this run, which may act: pass it on to nobody."
    })
final class OpsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ManagementClient client = ManagementClient.ofRunningRelay();
    client.get("/operations/replay", Map.of());
    ManagementFile relay = client.relay();
    spec.commandLine().getOut().println(relay.url() + "/ops#key=" + relay.token());
    return 0;
  }
}
