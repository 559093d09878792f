package io.formrelay.watching;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * {@code /observe/jolokia}: JMX by HTTP and JSON, as far as {@code config/jolokia-access.xml}
 * allows. Nothing of Jolokia is loaded before somebody calls.
 *
 * <p>GET only looks: a link or a picture on some page must change nothing. What acts is a POST of
 * JSON, which no page of another site can send unasked.
 */
public final class JolokiaPage implements ManagementPage, AutoCloseable {

  private static final String PATH = "/observe/jolokia";
  private static final Set<String> LOOKS = Set.of("", "read", "list", "search", "version");
  private static final long LARGEST_BODY = 64 * 1024;

  private final Path policy;
  private final boolean acts;
  private JolokiaAgent agent;

  /**
   * Serves what a policy allows.
   *
   * @param policy the file; where it is missing or cannot be read, nothing is served
   * @param acts whether operations are carried out, which needs a key: else everybody on this
   *     machine could
   */
  public JolokiaPage(Path policy, boolean acts) {
    this.policy = policy;
    this.acts = acts;
  }

  @Override
  public void mount(Router router) {
    router
        .route(PATH + "/*")
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .blockingHandler(this::answer, false);
  }

  private void answer(RoutingContext call) {
    HttpServerRequest request = call.request();
    if (request.method().equals(HttpMethod.GET)) {
      String path = path(call);
      // Jolokia would take a path from the parameter p as well.
      if (LOOKS.contains(path.replaceFirst("/.*", "")) && !request.params().contains("p")) {
        end(call, agent().get(request.uri(), path, request.params()));
      } else {
        refuse(call, 405, "GET only looks; POST what acts.");
      }
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(call, 405, "Jolokia takes GET and POST.");
    } else if (!isJson(request.getHeader("Content-Type"))) {
      refuse(call, 415, "Jolokia takes application/json.");
    } else if (!acts && JolokiaAgent.carriesOut(call.body().buffer().getBytes())) {
      refuse(call, 403, "Without a key nothing is carried out here: set relay.management-key.");
    } else {
      end(call, agent().post(request.uri(), call.body().buffer().getBytes(), request.params()));
    }
  }

  private static String path(RoutingContext call) {
    String path = call.normalizedPath().substring(PATH.length()).replaceFirst("^/", "");
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static boolean isJson(String type) {
    return type != null
        && type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip().equals("application/json");
  }

  private synchronized JolokiaAgent agent() {
    if (agent == null) {
      agent = new JolokiaAgent(policy, acts);
    }
    return agent;
  }

  private static void end(RoutingContext call, String json) {
    call.response().putHeader("Content-Type", "application/json; charset=utf-8").end(json);
  }

  private static void refuse(RoutingContext call, int status, String why) {
    call.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(why + "\n");
  }

  @Override
  public synchronized void close() {
    if (agent != null) {
      agent.close();
    }
  }
}
