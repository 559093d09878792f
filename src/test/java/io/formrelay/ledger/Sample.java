package io.formrelay.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import java.time.Instant;
import java.util.List;

/** Submissions and settlements for tests, of which only what matters is said. */
final class Sample {

  /** When everything begins. */
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Sample() {}

  /** A submission for Licrus without a key. */
  static Submission licrus(String id) {
    return submission(id, null, "f-" + id, new Destination("licrus", null));
  }

  /** A submission for Moka whose customer orders its deliveries. */
  static Submission moka(String id, String customer) {
    return submission(id, null, "f-" + id, new Destination("moka", customer));
  }

  static Submission submission(
      String id, String key, String fingerprint, Destination... destinations) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode().put("CustomerFullName", "Ayşe " + id);
    return new Submission(id, key, fingerprint, "http", NOON, List.of(destinations), fields);
  }

  static Settlement succeeded(String id, String target, Instant at) {
    return ended(id, target, State.SUCCEEDED, at);
  }

  static Settlement deadLettered(String id, String target, Instant at) {
    return ended(id, target, State.DEAD_LETTERED, at);
  }

  static Settlement retrying(String id, String target, Instant at, Instant next) {
    List<Attempt> history = List.of(new Attempt(at, 503, "HTTP 503", "busy", 40));
    return new Settlement(
        id, target, State.RETRYING, at, next, 1, history, "HTTP 503", "busy", null, null);
  }

  /** A dead letter behind which its order key waits. */
  static Settlement holding(String id, String target, Instant at) {
    List<Attempt> history = List.of(new Attempt(at, 200, "Code", "said", 25));
    return new Settlement(
        id,
        target,
        State.DEAD_LETTERED,
        at,
        null,
        0,
        history,
        "Code",
        "said",
        null,
        null,
        false,
        true);
  }

  /** A retry of what the relay itself failed at. */
  static Settlement relayFailed(String id, String target, Instant at) {
    List<Attempt> history = List.of(new Attempt(at, null, "RelayFailed", "why", 1));
    return new Settlement(
        id,
        target,
        State.RETRYING,
        at,
        at,
        1,
        history,
        "RelayFailed",
        "why",
        null,
        null,
        true,
        false);
  }

  static Replay wish(String id, String target, String body, String key) {
    return new Replay(id, target, body, null, key, null);
  }

  static Settlement handedBack(String id, String target, Instant at) {
    return new Settlement(id, target, State.PENDING, at, at, 0, List.of(), null, null, null, null);
  }

  private static Settlement ended(String id, String target, State state, Instant at) {
    List<Attempt> history = List.of(new Attempt(at, 200, "Code", "said", 25));
    return new Settlement(id, target, state, at, null, 0, history, "Code", "said", "43090", null);
  }
}
