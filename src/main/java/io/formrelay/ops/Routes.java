package io.formrelay.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.formrelay.door.Problem;
import io.formrelay.door.ProblemJson;
import io.formrelay.ledger.LedgerException;
import io.formrelay.watching.AuditException;
import io.formrelay.watching.Guard;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paths below {@code /operations}: who may come in, what is answered, and what an answer looks
 * like where something went wrong. Whatever answers may wait: it runs on a thread of its own.
 */
final class Routes {

  /** Answers a call with what becomes JSON. */
  @FunctionalInterface
  interface Answer {
    /** Answers; throws a {@link Problem} where it cannot. */
    Object to(Call call);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final String ALL = "/operations/*";
  private static final long LARGEST_BODY = 16 * 1024;

  private static final int THREADS = 4;

  private final Router router;
  private WorkerExecutor workers;
  private final Map<String, TreeSet<String>> methods = new LinkedHashMap<>();

  Routes(Router router) {
    this.router = router;
    router.route(ALL).failureHandler(Routes::failed);
  }

  /** Something to look at, by everybody who may see numbers. */
  void shows(String path, Answer answer) {
    add(HttpMethod.GET, path, true, answer);
  }

  /** Something to look at, by who shows the key or the token. */
  void showsConfidentially(String path, Answer answer) {
    add(HttpMethod.GET, path, false, answer);
  }

  /** Something that acts, for who shows the key or the token. */
  void acts(HttpMethod method, String path, Answer answer) {
    add(method, path, false, answer);
  }

  private void add(HttpMethod method, String path, boolean open, Answer answer) {
    methods.computeIfAbsent(path, any -> new TreeSet<>()).add(method.name());
    router.route(method, path).handler(context -> admit(context, open));
    router
        .route(method, path)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(context -> workers(context).executeBlocking(() -> answer(context, answer), false));
  }

  /** Refuses what nothing was added for; to be called when all is. */
  void refuseTheRest() {
    methods.forEach(
        (path, known) ->
            router
                .route(path)
                .handler(
                    context -> {
                      String allowed = String.join(", ", known);
                      Problem wrong = new Problem(405, "This takes " + allowed + ".");
                      problem(context.response().putHeader("Allow", allowed), wrong);
                    }));
    router
        .route(ALL)
        .handler(context -> problem(context.response(), new Problem(404, "Nothing is here.")));
  }

  /** Who shows a wrong key looks for another relay, and shall not take this one for it. */
  private static void admit(RoutingContext context, boolean open) {
    boolean silent = context.request().getHeader("Authorization") == null;
    if (Guard.isKnown(context) || (open && silent)) {
      context.next();
    } else {
      problem(context.response(), unknownCaller());
    }
  }

  static Problem unknownCaller() {
    return new Problem(
        401,
        "This needs the key of relay.management-key, or the token of the relay that runs.",
        List.of(),
        Map.of("WWW-Authenticate", "Bearer"));
  }

  /** Threads of their own: who looks at the relay must not take those on which forms come in. */
  private synchronized WorkerExecutor workers(RoutingContext context) {
    if (workers == null) {
      workers = context.vertx().createSharedWorkerExecutor("operations", THREADS);
    }
    return workers;
  }

  private static Void answer(RoutingContext context, Answer answer) {
    Call call = new Call(context);
    try {
      Object value = answer.to(call);
      context
          .response()
          .setStatusCode(call.status())
          .putHeader("Content-Type", "application/json; charset=utf-8")
          .end(Buffer.buffer(Json.bytes(value)));
    } catch (RuntimeException e) {
      problem(context.response(), problem(e));
    }
    return null;
  }

  private static void failed(RoutingContext context) {
    if (context.failure() instanceof RuntimeException thrown) {
      problem(context.response(), problem(thrown));
    } else if (context.statusCode() == 413) {
      problem(context.response(), new Problem(413, "The body has more than 16 KiB."));
    } else {
      problem(context.response(), new Problem(context.statusCode(), "The call cannot be read."));
    }
  }

  private static Problem problem(RuntimeException thrown) {
    if (thrown instanceof Problem problem) {
      return problem;
    }
    if (thrown instanceof IllegalArgumentException senseless) {
      return new Problem(400, senseless.getMessage());
    }
    if (thrown instanceof LedgerException) {
      return new Problem(
          503, "The ledger is away: " + thrown.getMessage(), List.of(), Map.of("Retry-After", "5"));
    }
    if (thrown instanceof AuditException) {
      return new Problem(503, thrown.getMessage());
    }
    LOG.error("a call at the management port failed", thrown);
    return new Problem(500, "The relay failed; its log says why.");
  }

  private static void problem(io.vertx.core.http.HttpServerResponse response, Problem problem) {
    problem.headers().forEach(response::putHeader);
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", ProblemJson.TYPE)
        .end(Buffer.buffer(new ProblemJson().write(problem)));
  }

  /** Made when the first call comes: a relay that nobody looks at starts without. */
  private static final class Json {

    private static final ObjectMapper MAPPER =
        new ObjectMapper()
            .registerModule(
                new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

    static byte[] bytes(Object value) {
      try {
        return MAPPER.writeValueAsBytes(value);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
