package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTest {

  /** What the template `deliver` is given by each partner's page. */
  private static final Set<String> TEMPLATE_PARAMETERS =
      Set.of("target", "url", "payload", "answer");

  private static final Set<String> SETTINGS =
      Set.of(
          "relay.data",
          "relay.inbox",
          "relay.api-key",
          "camel.server.port",
          "form.enabled",
          "licrus.base-url",
          "licrus.auth-ticket",
          "moka.base-url",
          "moka.dealer-code",
          "moka.username",
          "moka.password",
          "outcome.success",
          "outcome.retry",
          "outcome.dead-letter",
          "notify.enabled",
          "notify.every",
          "notify.webhook.origin",
          "notify.email.to",
          "notify.email.from",
          "notify.email.server",
          "sandbox.samples",
          "sandbox.hang");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z][A-Za-z0-9._-]*)");

  private static final Map<Path, JsonNode> FILES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".camel.yaml")).toList()) {
        FILES.put(file, new YAMLMapper().readTree(file.toFile()));
      }
    }
  }

  @Test
  void thereAreTheTenFilesThatTellTheStory() {
    assertTrue(FILES.size() >= 10, () -> FILES.keySet().toString());
  }

  @Test
  void everyFileIsValidByTheSchemaOfTheYamlDsl() throws IOException {
    JsonSchema schema;
    try (InputStream dsl = RoutesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonNode content = new ObjectMapper().readTree(dsl);
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(content);
    }
    for (Map.Entry<Path, JsonNode> file : FILES.entrySet()) {
      assertEquals(Set.of(), schema.validate(file.getValue()), () -> file.getKey().toString());
    }
    JsonNode typo = new YAMLMapper().readTree("- route: {form: {uri: direct:x, steps: []}}");
    assertFalse(schema.validate(typo).isEmpty(), "the schema lets everything through");
  }

  @Test
  void everyIdIsThereOnce() {
    List<String> ids = new ArrayList<>();
    each(
        (key, node) -> {
          if (node.path("id").isTextual()) {
            ids.add(node.path("id").asText());
          }
          if (key.equals("templatedRoute")) {
            ids.add(node.path("routeId").asText());
          }
        });
    List<String> twice =
        ids.stream().filter(each -> Collections.frequency(ids, each) > 1).distinct().toList();
    assertEquals(List.of(), twice);
    assertFalse(ids.isEmpty());
  }

  @Test
  void everyRouteHasAnIdAndTellsWhatItIsFor() {
    each(
        (key, node) -> {
          if (Set.of("route", "routeTemplate", "routeConfiguration").contains(key)
              && (node.has("from") || node.has("route") || node.has("onException"))) {
            boolean body = key.equals("route") && !node.has("id") && isTemplateBody(node);
            assertTrue(body || !node.path("id").asText().isBlank(), node::toString);
            assertTrue(body || node.path("description").asText().length() > 20, node::toString);
          }
        });
  }

  @Test
  void everyCallToSomethingOutsideTheRoutesHasAnId() {
    each(
        (key, node) -> {
          if (Set.of("to", "toD", "wireTap", "enrich", "pollEnrich").contains(key)) {
            assertTrue(node.isObject(), () -> key + ": " + node);
            boolean inside = node.path("uri").asText().startsWith("direct:");
            assertTrue(inside || !node.path("id").asText().isBlank(), node::toString);
          }
        });
  }

  @Test
  void noEndpointHidesItsOptionsInItsAddress() {
    each(
        (key, node) -> {
          if (node.path("uri").isTextual()) {
            assertFalse(node.path("uri").asText().contains("?"), node::toString);
          }
        });
  }

  @Test
  void everyPlaceholderIsASettingOrAParameterOfTheTemplate() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : FILES.keySet()) {
      PLACEHOLDER
          .matcher(Files.readString(file))
          .results()
          .forEach(each -> used.add(each.group(1)));
    }
    used.removeAll(TEMPLATE_PARAMETERS);
    used.removeAll(SETTINGS);
    assertEquals(Set.of(), used);
  }

  @Test
  void aTypingErrorInAnEndpointsOptionStopsTheStart(@TempDir Path folder) throws Exception {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    for (Path file : FILES.keySet()) {
      if (file.getParent().equals(Path.of("routes"))) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
    Map<String, String> copies =
        Map.of("camel.main.routesIncludePattern", "file:" + routes + "/*.camel.yaml");
    RunningRelay.start(folder.resolve("right"), "http://127.0.0.1:1", copies).close();

    Path inbox = routes.resolve("inbox.camel.yaml");
    String right = Files.readString(inbox);
    assertTrue(right.contains("        preSort: true"));
    Files.writeString(inbox, right.replaceFirst("        preSort: true", "        perSort: true"));

    Exception stopped =
        assertThrows(
            Exception.class,
            () -> RunningRelay.start(folder.resolve("wrong"), "http://127.0.0.1:1", copies));
    StringBuilder said = new StringBuilder();
    for (Throwable each = stopped; each != null; each = each.getCause()) {
      said.append(each.getMessage()).append('\n');
    }
    assertTrue(said.indexOf("perSort") >= 0, said::toString);
  }

  /** The route inside a template has the template's id and description. */
  private static boolean isTemplateBody(JsonNode route) {
    return FILES.values().stream()
        .flatMap(file -> file.findValues("routeTemplate").stream())
        .anyMatch(template -> template.path("route").equals(route));
  }

  private static void each(BiConsumer<String, JsonNode> visitor) {
    FILES.values().forEach(file -> walk("", file, visitor));
  }

  private static void walk(String key, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(key, node);
    if (node.isObject()) {
      node.properties().forEach(each -> walk(each.getKey(), each.getValue(), visitor));
    } else {
      node.forEach(each -> walk(key, each, visitor));
    }
  }
}
