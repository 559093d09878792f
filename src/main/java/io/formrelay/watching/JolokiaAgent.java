package io.formrelay.watching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.core.api.LogHandler;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.restrictor.DenyAllRestrictor;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jolokia with the two services that this JVM's MBeans need, and none that calls another JVM. */
final class JolokiaAgent implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JolokiaAgent.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> TYPES = Set.of("read", "list", "search", "version", "exec");

  private final JolokiaServiceManager services;
  private final HttpRequestHandler handler;

  JolokiaAgent(Path policy, boolean acts) {
    StaticConfiguration configuration =
        new StaticConfiguration(
            ConfigKey.AGENT_ID,
            "formrelay",
            ConfigKey.ALLOW_ERROR_DETAILS,
            "false",
            ConfigKey.DISABLE_DETECTORS,
            "true");
    services =
        JolokiaServiceManagerFactory.createJolokiaServiceManager(
            configuration, new Quiet(), restrictor(policy, acts));
    services.addService(new JolokiaSerializer());
    services.addService(new LocalRequestHandler(1));
    handler = new HttpRequestHandler(services.start());
  }

  private static Restrictor restrictor(Path policy, boolean acts) {
    try (InputStream stream = Files.newInputStream(policy)) {
      return new PolicyRestrictor(stream) {
        @Override
        public boolean isOperationAllowed(ObjectName name, String operation) {
          return acts && super.isOperationAllowed(name, operation);
        }
      };
    } catch (IOException | SecurityException e) {
      LOG.error("Jolokia answers nothing: {} cannot be read: {}", policy, e.toString());
      return new DenyAllRestrictor();
    }
  }

  /** Whether a request, or one of several, is to carry something out. */
  static boolean carriesOut(byte[] body) {
    try {
      JsonNode request = JSON.readTree(body);
      for (JsonNode each : request.isArray() ? request : List.of(request)) {
        if (each.path("type").asText().toLowerCase(Locale.ROOT).equals("exec")) {
          return true;
        }
      }
      return false;
    } catch (IOException noJson) {
      return false;
    }
  }

  String get(String uri, String path, MultiMap parameters) {
    try {
      return handler.handleGetRequest(uri, path, map(parameters)).toJSONString();
    } catch (Exception e) {
      return failed(e);
    }
  }

  String post(String uri, byte[] body, MultiMap parameters) {
    try {
      check(JSON.readTree(body));
      JSONStructure answer =
          handler.handlePostRequest(
              uri, new ByteArrayInputStream(body), StandardCharsets.UTF_8.name(), map(parameters));
      return answer.toJSONString();
    } catch (JsonProcessingException e) {
      return failed(new IllegalArgumentException("This is no JSON"));
    } catch (Exception e) {
      return failed(e);
    }
  }

  /** Jolokia asks the policy about MBeans alone, and never about notifications or other JVMs. */
  private static void check(JsonNode request) {
    if (request.isArray()) {
      request.forEach(JolokiaAgent::check);
      return;
    }
    if (request.has("target")) {
      throw new SecurityException("This agent calls no other JVM");
    }
    if (!TYPES.contains(request.path("type").asText().toLowerCase(Locale.ROOT))) {
      throw new SecurityException("This agent reads, lists, searches and carries out");
    }
  }

  private String failed(Exception thrown) {
    return handler.handleThrowable(thrown).toJSONString();
  }

  private static Map<String, String[]> map(MultiMap parameters) {
    Map<String, String[]> map = new HashMap<>();
    for (String name : parameters.names()) {
      map.put(name, parameters.getAll(name).toArray(String[]::new));
    }
    return map;
  }

  @Override
  public void close() {
    services.stop();
  }

  /** What Jolokia says at length is for those who debug it. */
  private static final class Quiet implements LogHandler {
    @Override
    public void debug(String message) {
      LOG.trace(message);
    }

    @Override
    public void info(String message) {
      LOG.debug(message);
    }

    @Override
    public void error(String message, Throwable thrown) {
      LOG.debug(message, thrown);
    }

    @Override
    public boolean isDebug() {
      return false;
    }
  }
}
