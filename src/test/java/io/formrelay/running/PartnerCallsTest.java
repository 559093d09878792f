package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the shipped routes call partners, read from the routes themselves. */
class PartnerCallsTest {

  /** Endpoints inside the relay; all others leave it, those of the sandbox's samples included. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "(direct|ledger|receipts|deliveries|platform-http|file|timer|log)\\b.*|\\{\\{(outcome\\..*|payload)}}");

  private static Map<Path, JsonNode> routes() throws IOException {
    Map<Path, JsonNode> routes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".camel.yaml")).toList()) {
        routes.put(file, new YAMLMapper().readTree(file.toFile()));
      }
    }
    return routes;
  }

  @Test
  void everyHeaderIsRemovedRightBeforeACallAndOnlyConstantsAreSet() throws IOException {
    List<String> calls = new ArrayList<>();
    for (Map.Entry<Path, JsonNode> file : routes().entrySet()) {
      if (!file.getKey().startsWith("routes/sandbox")) {
        eachStepList(file.getValue(), steps -> checkCalls(steps, calls));
      }
    }
    assertEquals(List.of("call-{{target}}", "call-webhook", "send-email"), calls);
  }

  private static void checkCalls(JsonNode steps, List<String> calls) {
    for (int i = 0; i < steps.size(); i++) {
      JsonNode call = steps.get(i).path("to");
      if (call.isMissingNode() || INSIDE.matcher(call.path("uri").asText()).matches()) {
        continue;
      }
      calls.add(call.path("id").asText());
      int before = i - 1;
      while (steps.get(before).has("setHeader")) {
        assertEquals(
            1, steps.get(before).at("/setHeader/expression/constant").size(), steps::toString);
        before--;
      }
      boolean mail = call.path("uri").asText().startsWith("smtp:");
      if (mail) {
        // Subject and text are made of the notice alone.
        assertEquals("writeEmail", steps.get(before).at("/process/ref").asText());
        before--;
      }
      assertEquals("*", steps.get(before).at("/removeHeaders/pattern").asText(), steps::toString);
      JsonNode options = call.path("parameters");
      if (mail) {
        continue;
      }
      assertEquals("POST", options.path("httpMethod").asText());
      assertEquals("true", options.path("skipControlHeaders").asText());
      assertEquals("false", options.path("followRedirects").asText());
      assertEquals("false", options.path("copyHeaders").asText());
    }
  }

  private interface StepList {
    void check(JsonNode steps);
  }

  private static void eachStepList(JsonNode node, StepList check) {
    if (node.path("steps").isArray()) {
      check.check(node.path("steps"));
    }
    node.forEach(child -> eachStepList(child, check));
  }

  @Test
  void noStepTakesItsAddressFromAMessage() throws IOException {
    for (Map.Entry<Path, JsonNode> file : routes().entrySet()) {
      for (String step :
          List.of(
              "toD",
              "recipientList",
              "routingSlip",
              "dynamicRouter",
              "enrich",
              "pollEnrich",
              "poll",
              "saga",
              "script",
              "wireTap")) {
        assertEquals(List.of(), file.getValue().findValues(step), file.getKey() + ": " + step);
      }
      for (JsonNode uri : file.getValue().findValues("uri")) {
        assertFalse(uri.asText().contains("${"), uri.asText());
      }
    }
  }

  @Test
  void noSettingOpensWhatAnAdvisoryNeeds() throws IOException {
    List<Path> texts = new ArrayList<>(routes().keySet());
    texts.add(Path.of("config/application.properties"));
    texts.add(Path.of("config/application-sandbox.properties"));
    texts.add(Path.of("src/main/resources/io/formrelay/operations/defaults.properties"));
    for (Path file : texts) {
      String text = Files.readString(file);
      for (String word :
          List.of(
              "matchOnUriPrefix",
              "bridgeEndpoint",
              "staticEnabled",
              "static-enabled",
              "jwt",
              "enableCORS",
              "allowJavaSerializedObject",
              "transferException")) {
        assertFalse(text.contains(word), file + ": " + word);
      }
    }
  }
}
