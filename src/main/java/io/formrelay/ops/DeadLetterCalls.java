package io.formrelay.ops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.door.Problem;
import io.formrelay.ledger.DeadLetter;
import io.formrelay.watching.Actions;
import io.formrelay.watching.Controls;
import io.formrelay.watching.DeadLetterSearch;
import io.formrelay.watching.DeadLetters.Replayed;
import io.formrelay.watching.PlaceText;
import io.formrelay.watching.Plain;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists, shows, replays and drops dead letters by HTTP. */
final class DeadLetterCalls {

  private static final int PAGE = 50;
  private static final String PLACE = "after";
  private static final List<String> SEARCH =
      List.of("target", "resultCode", "olderThan", "youngerThan", "text");

  private final Controls controls;
  private final Actions actions;

  DeadLetterCalls(Controls controls) {
    this.controls = controls;
    this.actions = new Actions(controls);
  }

  void mount(Routes routes) {
    String letters = "/operations/dead-letters";
    String replay = "/operations/replay";
    routes.showsConfidentially(letters, this::list);
    routes.shows(letters + "/dry-run", this::dryRun);
    routes.acts(HttpMethod.POST, letters + "/replay", this::replayMany);
    routes.acts(HttpMethod.POST, letters + "/:id/replay", this::replay);
    routes.acts(HttpMethod.POST, letters + "/:id/drop", this::drop);
    routes.showsConfidentially("/operations/submissions/:id", this::story);
    routes.shows(replay, this::progress);
    routes.acts(HttpMethod.DELETE, replay, this::stop);
  }

  private Map<String, Object> list(Call call) {
    List<String> allowed = new ArrayList<>(SEARCH);
    allowed.add(PLACE);
    Map<String, String> asked = call.parameters(allowed);
    List<DeadLetter> page =
        controls.deadLetters().list(search(asked), PlaceText.read(asked.get(PLACE)), PAGE);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("deadLetters", page.stream().map(Plain::letter).toList());
    answer.put(PLACE, page.size() < PAGE ? null : PlaceText.of(page.get(page.size() - 1).place()));
    return answer;
  }

  private Map<String, Object> dryRun(Call call) {
    DeadLetterSearch search = search(call.parameters(SEARCH));
    if (search.text() != null && !call.isKnown()) {
      // Else everybody could find out by counting what is written in forms.
      throw Routes.unknownCaller();
    }
    Map<String, Map<String, Long>> counts = controls.deadLetters().dryRun(search);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "total",
        counts.values().stream()
            .flatMap(codes -> codes.values().stream())
            .mapToLong(Long::longValue)
            .sum());
    answer.put("counts", Plain.counts(counts));
    return answer;
  }

  private Map<String, Object> replayMany(Call call) {
    DeadLetterSearch search = search(call.body(SEARCH));
    try {
      call.status(202);
      return Plain.progress(actions.replayMany(call.operator(), search));
    } catch (IllegalStateException another) {
      throw new Problem(409, another.getMessage());
    }
  }

  private Map<String, Object> progress(Call call) {
    call.parameters(List.of());
    return Plain.progress(controls.bulk().progress());
  }

  private Map<String, Object> stop(Call call) {
    call.body(List.of());
    return Plain.progress(actions.stopReplay(call.operator()));
  }

  private Map<String, Object> replay(Call call) {
    String target = call.body(List.of("target")).get("target");
    String id = call.part("id");
    List<ObjectNode> known = known(id);
    List<String> targets =
        target == null ? controls.deadLetters().targets(id) : List.of(of(known, id, target));
    if (targets.isEmpty()) {
      throw new Problem(409, id + " is no dead letter.");
    }
    Map<String, Replayed> replayed = actions.replay(call.operator(), id, targets);
    if (!replayed.containsValue(Replayed.PENDING)) {
      throw new Problem(409, id + " was not replayed: " + replayed);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", id);
    answer.put("targets", replayed);
    return answer;
  }

  private Map<String, Object> drop(Call call) {
    Map<String, String> asked = call.body(List.of("target", "reason"));
    String id = call.part("id");
    if (asked.get("target") == null) {
      throw new Problem(400, "The member 'target' is missing.");
    }
    if (asked.getOrDefault("reason", "").isBlank()) {
      throw new Problem(400, "The member 'reason' is missing: a dead letter is dropped for one.");
    }
    String target = of(known(id), id, asked.get("target"));
    if (!actions.drop(call.operator(), id, target, asked.get("reason"))) {
      throw new Problem(409, id + " is no dead letter of " + target + ".");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", id);
    answer.put("target", target);
    answer.put("dropped", true);
    return answer;
  }

  private Map<String, Object> story(Call call) {
    call.parameters(List.of());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", call.part("id"));
    answer.put("deliveries", known(call.part("id")));
    return answer;
  }

  private List<ObjectNode> known(String id) {
    List<ObjectNode> deliveries = controls.deadLetters().show(id);
    if (deliveries.isEmpty()) {
      throw new Problem(404, "There is no submission '" + id + "'.");
    }
    return deliveries;
  }

  private static String of(List<ObjectNode> deliveries, String id, String target) {
    if (deliveries.stream().noneMatch(each -> each.path("target").asText().equals(target))) {
      throw new Problem(404, id + " has no delivery to '" + target + "'.");
    }
    return target;
  }

  private static DeadLetterSearch search(Map<String, String> asked) {
    return DeadLetterSearch.of(
        asked.get("target"),
        asked.get("resultCode"),
        asked.get("olderThan"),
        asked.get("youngerThan"),
        asked.get("text"));
  }
}
