package io.formrelay.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.ledger.Activity;
import io.formrelay.ledger.LedgerException;
import io.formrelay.watching.ActivityHistory;
import io.formrelay.watching.Counts;
import io.formrelay.watching.ManagementPage;
import io.formrelay.watching.NewestAttempts;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What happened lately, as JSON: {@code GET /operations/history}, the last 24 hours in quarters of
 * an hour, and {@code GET /operations/attempts}, the newest attempts since the start.
 *
 * <pre>
 * {"slotMinutes": 15, "from": "…", "to": "…", "targets": [{"name": "licrus", "slots":
 *   [{"at": "…", "accepted": 3, "delivered": 2, "retried": 1, "deadLettered": 0}]}]}
 * {"attempts": [{"at": "…", "id": "…", "target": "licrus", "attempt": 1, "route": "retry",
 *   "code": "HTTP 503", "httpStatus": 503, "ms": 41, "next": "…"}]}
 * </pre>
 *
 * <p>Slots in which nothing happened are left out; {@code httpStatus} and {@code next} can be null.
 * Where the ledger is away the history is answered with 503 and the attempts are there still.
 */
public final class ActivityPage implements ManagementPage {

  private final ActivityHistory history;
  private final Counts counts;
  private final Clock clock;

  /** Tells what these have counted. */
  public ActivityPage(ActivityHistory history, Counts counts, Clock clock) {
    this.history = history;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get("/operations/history").blockingHandler(this::history, false);
    router.get("/operations/attempts").blockingHandler(this::attempts, false);
  }

  private void history(RoutingContext call) {
    Instant from = ActivityHistory.from(clock.instant());
    List<Activity> lastDay;
    try {
      lastDay = history.lastDay();
    } catch (LedgerException e) {
      ObjectNode problem = JsonNodeFactory.instance.objectNode();
      problem.put("status", 503).put("title", "Service Unavailable").put("detail", e.getMessage());
      call.response().setStatusCode(503).putHeader("Content-Type", "application/problem+json");
      call.end(problem.toString());
      return;
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("slotMinutes", Activity.SLOT.toMinutes());
    answer.put("from", from.toString());
    answer.put("to", clock.instant().toString());
    ArrayNode targets = answer.putArray("targets");
    for (String name : counts.targets().keySet()) {
      ArrayNode slots = targets.addObject().put("name", name).putArray("slots");
      lastDay.stream()
          .filter(each -> each.target().equals(name))
          .forEach(
              each ->
                  slots
                      .addObject()
                      .put("at", each.slot().toString())
                      .put("accepted", each.accepted())
                      .put("delivered", each.delivered())
                      .put("retried", each.retried())
                      .put("deadLettered", each.deadLettered()));
    }
    end(call, answer);
  }

  private void attempts(RoutingContext call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode attempts = answer.putArray("attempts");
    for (NewestAttempts.Ended each : counts.newest().list()) {
      attempts
          .addObject()
          .put("at", each.at().toString())
          .put("id", each.id())
          .put("target", each.target())
          .put("attempt", each.attempt())
          .put("route", each.route())
          .put("code", each.code())
          .put("httpStatus", each.httpStatus())
          .put("ms", each.ms())
          .put("next", each.next() == null ? null : each.next().toString());
    }
    end(call, answer);
  }

  private static void end(RoutingContext call, ObjectNode answer) {
    call.response().putHeader("Content-Type", "application/json; charset=utf-8");
    call.end(answer.toString());
  }
}
