package io.formrelay.ops;

import io.formrelay.door.Problem;
import io.formrelay.watching.Actions;
import io.formrelay.watching.Controls;
import io.formrelay.watching.ManagementPage;
import io.formrelay.watching.Standing;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /operations}: all that an operator sees and does over JMX, by HTTP and JSON. {@code
 * config/operations.yaml} describes it.
 *
 * <p>Where no key is configured everybody on this machine may see numbers. What tells of single
 * submissions, and what acts, always takes the key or the token of this run.
 */
public final class OperationsPage implements ManagementPage {

  private static final Pattern MOST = Pattern.compile("[1-9][0-9]{0,2}|1000");
  private static final String USUAL_MOST = "50";

  private final Controls controls;
  private final List<Resource> resources;

  /**
   * Serves these.
   *
   * @param resources what there is to see beside what the controls tell
   */
  public OperationsPage(Controls controls, List<Resource> resources) {
    this.controls = controls;
    this.resources = List.copyOf(resources);
  }

  @Override
  public void mount(Router router) {
    Routes routes = new Routes(router);
    mountTargets(routes);
    new DeadLetterCalls(controls).mount(routes);
    routes.showsConfidentially("/operations/audit", this::audit);
    for (Resource each : resources) {
      Routes.Answer answer =
          call -> {
            call.parameters(List.of());
            return each.data().get();
          };
      if (each.open()) {
        routes.shows("/operations/" + each.name(), answer);
      } else {
        routes.showsConfidentially("/operations/" + each.name(), answer);
      }
    }
    routes.refuseTheRest();
  }

  private void mountTargets(Routes routes) {
    Standing standing = new Standing(controls);
    Actions actions = new Actions(controls);
    routes.shows(
        "/operations/relay",
        call -> {
          call.parameters(List.of());
          return standing.relay();
        });
    routes.shows(
        "/operations/targets/:target",
        call -> {
          call.parameters(List.of());
          return target(standing, call);
        });
    for (boolean pause : new boolean[] {true, false}) {
      String word = pause ? "pause" : "resume";
      routes.acts(
          HttpMethod.POST,
          "/operations/" + word,
          call -> {
            call.body(List.of());
            act(actions, pause, call, standing.targets());
            return standing.relay();
          });
      routes.acts(
          HttpMethod.POST,
          "/operations/targets/:target/" + word,
          call -> {
            call.body(List.of());
            target(standing, call);
            act(actions, pause, call, List.of(call.part("target")));
            return target(standing, call);
          });
    }
  }

  private static Map<String, Object> target(Standing standing, Call call) {
    String name = call.part("target");
    return standing
        .target(name)
        .orElseThrow(() -> new Problem(404, "There is no target '" + name + "'."));
  }

  private static void act(Actions actions, boolean pause, Call call, List<String> targets) {
    try {
      if (pause) {
        actions.pause(call.operator(), targets);
      } else {
        actions.resume(call.operator(), targets);
      }
    } catch (IllegalStateException notOverARestart) {
      throw new Problem(503, notOverARestart.getMessage());
    }
  }

  private Map<String, Object> audit(Call call) {
    String most = call.parameters(List.of("most")).getOrDefault("most", USUAL_MOST);
    Matcher number = MOST.matcher(most);
    if (!number.matches()) {
      throw new Problem(400, "The parameter 'most' is a number from 1 to 1000.");
    }
    try {
      return Map.of("lines", controls.audit().newest(Integer.parseInt(most)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
